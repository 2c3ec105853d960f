# shellcheck shell=bash
# The tests, one kind or all.

# run_tests [KIND…] [--seed N] [--rounds N]: the options are those of the fault campaign.
run_tests() {
    local kind kinds=()
    while [ $# -gt 0 ]; do
        case $1 in
            rust | wasm | php | e2e | security | faults) kinds+=("$1") ;;
            --seed | --rounds)
                [[ ${2:-} =~ ^[1-9][0-9]{0,8}$ ]] || fail "$1 takes a number"
                FAULTS_ARGUMENTS+=("$1" "$2")
                shift
                ;;
            *) fail "test knows rust, wasm, php, e2e, security and faults; not $1" ;;
        esac
        shift
    done
    if [ ${#kinds[@]} -eq 0 ]; then
        kinds=(rust wasm php e2e security faults)
        # Everybody's rounds are the same: what fails was broken by a change. Other rounds, and three times as many, are for
        # ./dev test faults.
        FAULTS_ARGUMENTS=(--seed 325051129 --rounds 10 "${FAULTS_ARGUMENTS[@]}")
    fi
    for kind in "${kinds[@]}"; do
        say "Tests: $kind"
        "test_$kind" || fail "the tests of $kind failed"
    done
}

# The panel's rules, the figures of bulk association, the stand-in against the recordings, the translations: natively.
test_rust() {
    need_cargo
    packages gettext
    (cd "$ROOT" && export CARGO_TARGET_DIR="$CARGO_TARGET_NATIVE" &&
        cargo test --quiet --locked -p dolisync --no-default-features --lib &&
        cargo test --quiet --locked -p dolisync-matching &&
        cargo test --quiet --locked -p dolisync-dolibarr -p dolisync-translations)
}

# The components in a real browser.
test_wasm() {
    chromium_packages
    # For all of them together; 20 s unless told otherwise.
    local -x WASM_BINDGEN_TEST_TIMEOUT=300
    with_wasm wasm-pack test --headless --chrome --chromedriver /usr/bin/chromedriver --mode no-install "$ROOT" \
        --locked --test browser
}

# The engine, and its routes and pages, in a real WordPress each, and what concerns a network of sites in one: all at the
# same time, for much of it is waiting.
test_php() {
    php_packages
    packages phpunit
    translations build >/dev/null
    local folder port suite suites=(engine interface network) running=() at failed=''
    scratch_folder
    folder=$SCRATCH_FOLDER
    for suite in "${suites[@]}"; do
        port=$(free_port)
        start_dolibarr "$port" "$folder/dolibarr-$suite.log"
        DOLISYNC_DB_PREFIX=${DOLISYNC_DB_PREFIX:-wp_}${suite}_ make_site "$folder/$suite" http://127.0.0.1
        [ "$suite" != network ] || php "$ROOT/tests/environment/network.php" "$folder/$suite" || return 1
        DOLISYNC_TEST_STANDIN="http://127.0.0.1:$port" DOLISYNC_TEST_SITE="$folder/$suite" \
            setsid phpunit -c "$ROOT/tests/php/phpunit.xml" --testsuite "$suite" "${PHPUNIT_ARGUMENTS[@]}" \
            >"$folder/$suite.log" 2>&1 </dev/null &
        running+=("$!")
        SERVERS+=("$!")
    done
    for at in "${!suites[@]}"; do
        wait "${running[at]}" || failed=yes
        say "PHP: ${suites[at]}"
        cat "$folder/${suites[at]}.log"
    done
    [ -z "$failed" ]
}
PHPUNIT_ARGUMENTS=()

# What a page transfers, and the user's journeys in Chromium.
test_e2e() {
    package
    node "$ROOT/tests/bench/check.js" "$PANEL" || fail "the panel is too large"
    with_demo_sites with_clean_site e2e
}

# with_clean_site FUNCTION ARGUMENT…: runs it beside a second WordPress, which has never seen the plugin.
with_clean_site() {
    local folder port
    scratch_folder
    folder=$SCRATCH_FOLDER
    port=$(free_port)
    DOLISYNC_WITHOUT_PLUGIN=yes DOLISYNC_DB_PREFIX=wp_clean_ make_site "$folder/site" "http://127.0.0.1:$port"
    start_wordpress "$folder/site" "$port" "$folder/wordpress.log"
    export DOLISYNC_E2E_CLEAN_SITE="http://127.0.0.1:$port" DOLISYNC_E2E_ZIP="$ROOT/dist/dolisync.zip"
    export DOLISYNC_E2E_TRACES="php '$ROOT/tests/environment/traces.php' '$folder/site'"
    "$@"
}

# with_demo_site FUNCTION ARGUMENT…: runs it beside a WordPress and a Dolibarr of its own, as seeded for the demo.
with_demo_site() {
    demo_site ''
    "$@"
}

# with_demo_sites FUNCTION ARGUMENT…: the same with two of them, one for each of Playwright's two workers.
with_demo_sites() {
    demo_site ''
    demo_site _1
    "$@"
}

# demo_site LANE: starts one; where it is, and how it is worked on, is in the environment, in names that end in LANE.
demo_site() {
    php_packages
    local lane=$1 folder site_port dolibarr_port site dolibarr environment="$ROOT/tests/environment"
    scratch_folder
    folder=$SCRATCH_FOLDER
    site_port=$(free_port)
    dolibarr_port=$(free_port)
    site="http://127.0.0.1:$site_port"
    dolibarr="http://127.0.0.1:$dolibarr_port"
    start_dolibarr "$dolibarr_port" "$folder/dolibarr.log"
    DOLISYNC_DB_PREFIX=${DOLISYNC_DB_PREFIX:-wp_e2e${lane}_} make_site "$folder/site" "$site"
    start_wordpress "$folder/site" "$site_port" "$folder/wordpress.log"
    export DOLISYNC_E2E_USER=admin DOLISYNC_E2E_PASSWORD=password
    export "DOLISYNC_E2E_SITE$lane=$site" "DOLISYNC_E2E_DOLIBARR$lane=$dolibarr"
    export "DOLISYNC_E2E_LOG$lane=$folder/site/wp-content/debug.log"
    export "DOLISYNC_E2E_RESET$lane=php '$environment/seed.php' '$folder/site' --dolibarr $dolibarr --reset"
    export "DOLISYNC_E2E_DIGEST$lane=php '$environment/digest.php' '$folder/site'"
    export "DOLISYNC_E2E_WORK$lane=php '$environment/work.php' '$folder/site'"
    export "DOLISYNC_E2E_AUDIT$lane=php '$environment/audit.php' '$folder/site'"
    export "DOLISYNC_E2E_MU_PLUGINS$lane=$folder/site/wp-content/mu-plugins"
    export "DOLISYNC_E2E_KILL$lane=kill -KILL -- -\$(cat '$folder/wordpress.log.pid')"
}

e2e() {
    chromium_packages
    node_modules "$ROOT/tests/e2e"
    (cd "$ROOT/tests/e2e" && npx --no-install playwright test "$@")
}

# node_modules FOLDER: the packages that its lock file names.
node_modules() {
    node_packages
    local folder=$1 lock
    lock=$(sha256sum <"$folder/package-lock.json")
    [ "$(cat "$folder/node_modules/.dolisync-lock" 2>/dev/null)" = "$lock" ] && return 0
    (cd "$folder" && npm ci --silent --ignore-scripts) || fail "npm could not install the packages of $folder"
    printf '%s' "$lock" >"$folder/node_modules/.dolisync-lock"
}

# screenshots: the documentation's pictures. screenshots every [FOLDER]: every screen, in five looks.
screenshots() {
    local which=documentation
    case ${1:-} in
        '') mkdir -p "$ROOT/docs/images" ;;
        every)
            which=every-screen
            local -x DOLISYNC_E2E_PICTURES=${2:-$ROOT/dist/screens}
            ;;
        *) fail "screenshots knows every; not $1" ;;
    esac
    build_panel
    with_demo_site e2e --config screenshots.config.ts "$which"
}

# Who may do what, injection, forged addresses, floods: against a site of its own. The table of what was tried is at the end.
test_security() {
    build_panel
    with_demo_site e2e --config security.config.ts
}
