# shellcheck shell=bash
# How long a shop's people wait while everything happens at once. Unlike the other measurements this one can fail: at an
# error, at a product that is doubled, at an association that is lost.

# bench_load [--seconds N] [--on mariadb|sqlite]: at least so long (120), on a MariaDB of the run's own unless told
# otherwise. SQLite is not for so many: see docs/reliability.md.
bench_load() {
    local database=mariadb
    local -x DOLISYNC_DB_HOST='' DOLISYNC_DB_NAME='' DOLISYNC_DB_USER='' DOLISYNC_DB_PASSWORD=''
    # More than there are people, cron and messages at a time: nobody waits for a free worker, and everything meets.
    local -x WORDPRESS_WORKERS=28
    local -x DOLISYNC_LOAD_SECONDS=120 DOLISYNC_LOAD_JSON DOLISYNC_LOAD_DATABASE
    while [ $# -gt 0 ]; do
        case $1:${2:-} in
            --seconds:*)
                [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || fail "--seconds takes a number"
                DOLISYNC_LOAD_SECONDS=$2
                ;;
            --on:mariadb | --on:sqlite) database=$2 ;;
            *) fail "bench load knows --seconds N and --on mariadb or sqlite" ;;
        esac
        shift 2
    done
    php_packages
    build_panel
    [ "$database" = sqlite ] || start_mariadb
    DOLISYNC_LOAD_DATABASE=$database DOLISYNC_LOAD_JSON="$ROOT/target/bench/load-$database.json"
    with_demo_site e2e --config load.config.ts || fail "not everything went well: see above"
    say "Written to target/bench/load-$database.json"
}
