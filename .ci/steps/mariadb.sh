# shellcheck shell=bash
# A MariaDB of a run's own, for tests that must hold there too: in a scratch folder, reached by its socket only.

# start_mariadb: started with an empty database; DOLISYNC_DB_* say where.
start_mariadb() {
    packages mariadb-server
    local folder mariadbd as=()
    scratch_folder
    folder=$SCRATCH_FOLDER
    mariadbd=$(PATH="$PATH:/usr/sbin" command -v mariadbd) || fail "mariadb-server brought no mariadbd"
    [ "$(id -u)" -ne 0 ] || as=(--user=root)
    mariadb-install-db --no-defaults "${as[@]}" --datadir="$folder/data" --auth-root-authentication-method=normal \
        --skip-test-db >"$folder/install.log" 2>&1 || { tail -20 "$folder/install.log" >&2; fail "MariaDB did not install"; }
    # What it holds goes with the run: nothing needs to be safe on the disk.
    start_server "$folder/mariadb.log" "$mariadbd" --no-defaults "${as[@]}" --datadir="$folder/data" \
        --socket="$folder/socket" --pid-file="$folder/pid" --skip-networking --innodb-flush-log-at-trx-commit=0 \
        --innodb-buffer-pool-size=64M --innodb-log-file-size=32M --skip-log-bin
    for _ in $(seq 100); do
        [ -S "$folder/socket" ] && break
        kill -0 "$SERVER" 2>/dev/null || break
        sleep 0.1
    done
    mariadb --no-defaults --socket="$folder/socket" --user=root -e 'CREATE DATABASE dolisync' 2>>"$folder/mariadb.log" ||
        { tail -20 "$folder/mariadb.log" >&2; fail "MariaDB did not start"; }
    export DOLISYNC_DB_HOST="localhost:$folder/socket" DOLISYNC_DB_NAME=dolisync DOLISYNC_DB_USER=root DOLISYNC_DB_PASSWORD=''
}
