# shellcheck shell=bash
# Measures mass synchronization, on SQLite and on a MariaDB of the run's own, one after the other.
#   DOLISYNC_DB_*   that MariaDB or MySQL instead

# bench_mass_sync [--products N] [--latency MILLISECONDS]
bench_mass_sync() {
    php_packages
    local DOLISYNC_DB_HOST=${DOLISYNC_DB_HOST:-} DOLISYNC_DB_NAME=${DOLISYNC_DB_NAME:-}
    local DOLISYNC_DB_USER=${DOLISYNC_DB_USER:-} DOLISYNC_DB_PASSWORD=${DOLISYNC_DB_PASSWORD:-}
    local folder port database report="$ROOT/target/bench/mass-sync.json"
    scratch_folder
    folder=$SCRATCH_FOLDER
    DOLISYNC_DB_HOST='' make_site "$folder/sqlite" http://127.0.0.1
    [ -n "$DOLISYNC_DB_HOST" ] || start_mariadb
    DOLISYNC_DB_PREFIX=wp_bench_ make_site "$folder/mariadb" http://127.0.0.1
    port=$(free_port)
    start_dolibarr "$port" "$folder/dolibarr.log" --catalogue empty
    mkdir -p "$ROOT/target/bench"
    rm -f "$report"
    for database in sqlite mariadb; do
        php "$ROOT/tests/bench/mass_sync.php" "$folder/$database" "http://127.0.0.1:$port" \
            --name "$database" --json "$report" "$@" || fail "it could not be measured"
    done
    say "Written to target/bench/mass-sync.json"
}
