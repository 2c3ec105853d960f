# shellcheck shell=bash
# Measurements: they print a table and write target/bench/NAME.json. Tests assert no times, and these assert nothing.

# bench NAME [OPTION…]
bench() {
    local name=${1:-}
    [ $# -eq 0 ] || shift
    case $name in
        mass-sync) bench_mass_sync "$@" ;;
        bulk-association) bench_bulk_association "$@" ;;
        load) bench_load "$@" ;;
        *) fail "bench knows mass-sync, bulk-association and load; not $name" ;;
    esac
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
