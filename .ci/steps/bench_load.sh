# shellcheck shell=bash
# How long a shop's people wait while everything happens at once, on SQLite and on a MariaDB of the run's own.

# bench_load [--seconds N]
bench_load() {
    local seconds=60 database
    if [ "${1:-}" = --seconds ]; then
        [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || fail "--seconds takes a number"
        seconds=$2
    fi
    export DOLISYNC_LOAD_SECONDS=$seconds
    build_panel
    for database in sqlite mariadb; do
        say "Load, on $database"
        [ "$database" = sqlite ] || start_mariadb
        export DOLISYNC_LOAD_JSON="$ROOT/target/bench/load-$database.json"
        with_demo_site e2e --config load.config.ts
    done
}
