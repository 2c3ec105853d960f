# shellcheck shell=bash
# Measurements: they print a table and write target/bench/NAME.json. Tests assert no times, and these assert nothing.

# bench [NAME] [OPTION…]: without a name, the panel and its server.
bench() {
    case ${1:-} in
        '' | --*) bench_panel "$@" ;;
        mass-sync) bench_mass_sync "${@:2}" ;;
        bulk-association) bench_bulk_association "${@:2}" ;;
        load) bench_load "${@:2}" ;;
        *) fail "bench knows mass-sync, bulk-association and load; not $1" ;;
    esac
}

# bench_panel [--runs N]: sizes; cells beside plain JavaScript and React; the list and its dialog in a WordPress with
# 5,000 products beside a Dolibarr that takes as long for each list as a real one.
bench_panel() {
    local folder site_port dolibarr_port shop
    local -x DOLISYNC_DB_HOST='' DOLISYNC_DB_NAME='' DOLISYNC_DB_USER='' DOLISYNC_DB_PASSWORD=''
    php_packages
    chromium_packages
    build_panel
    node_modules "$ROOT/tests/bench"
    scratch_folder
    folder=$SCRATCH_FOLDER
    site_port=$(free_port)
    dolibarr_port=$(free_port)
    start_dolibarr "$dolibarr_port" "$folder/dolibarr.log" --catalogue large:5000
    # As most shops have it.
    start_mariadb
    make_site "$folder/site" "http://127.0.0.1:$site_port"
    cp "$ROOT/tests/bench/cost.php" "$folder/site/wp-content/mu-plugins/"
    say "Filling the shop with 5,000 products"
    shop=$(php -d memory_limit=1G "$ROOT/tests/bench/shop.php" "$folder/site" "http://127.0.0.1:$dolibarr_port") ||
        fail "the shop could not be filled"
    start_wordpress "$folder/site" "$site_port" "$folder/wordpress.log"
    node "$ROOT/tests/bench/bench.js" "$PANEL" "$ROOT/target/bench/panel.json" --site "http://127.0.0.1:$site_port" \
        --dolibarr "http://127.0.0.1:$dolibarr_port" --shop "$shop" "$@" || fail "it could not be measured"
    say "Written to target/bench/panel.json"
}

# bench_bulk_association [--products N] [--runs N]: in Chromium, with a JavaScript library beside it.
bench_bulk_association() {
    local folder="$ROOT/tests/matching/bench"
    wasm_toolchain
    chromium_packages
    node_modules "$folder"
    scratch_folder
    say "Building what is measured"
    (cd "$ROOT" && with_wasm cargo rustc --quiet --locked --release --target wasm32-unknown-unknown \
        -p dolisync-matching --lib --crate-type cdylib &&
        with_wasm wasm-bindgen --target web --no-typescript --out-dir "$SCRATCH_FOLDER/wasm" \
            "$CARGO_TARGET_WASM/wasm32-unknown-unknown/release/dolisync_matching.wasm") || fail "it did not compile"
    node "$folder/bench.js" "$SCRATCH_FOLDER/wasm" "$ROOT/target/bench/bulk-association.json" "$@"
}
