# shellcheck shell=bash
# The fault campaign: thousands of random steps with faults in between, on SQLite and on MariaDB at the same time.
#   DOLISYNC_DB_*   that MariaDB or MySQL instead of one of the run's own

FAULTS_ARGUMENTS=()

test_faults() {
    php_packages
    local DOLISYNC_DB_HOST=${DOLISYNC_DB_HOST:-} DOLISYNC_DB_NAME=${DOLISYNC_DB_NAME:-}
    local DOLISYNC_DB_USER=${DOLISYNC_DB_USER:-} DOLISYNC_DB_PASSWORD=${DOLISYNC_DB_PASSWORD:-}
    local folder database port campaign campaigns=() failed=''
    scratch_folder
    folder=$SCRATCH_FOLDER
    DOLISYNC_DB_HOST='' make_site "$folder/sqlite" http://127.0.0.1
    [ -n "$DOLISYNC_DB_HOST" ] || start_mariadb
    DOLISYNC_DB_PREFIX=wp_faults_ make_site "$folder/mariadb" http://127.0.0.1
    # One seed for both, so that both do the same as far as chance goes.
    [[ " ${FAULTS_ARGUMENTS[*]} " == *" --seed "* ]] || FAULTS_ARGUMENTS+=(--seed "$((RANDOM * 32768 + RANDOM + 1))")
    say "The fault campaign: ${FAULTS_ARGUMENTS[*]}"
    for database in sqlite mariadb; do
        port=$(free_port)
        start_dolibarr "$port" "$folder/dolibarr-$database.log" --catalogue empty
        # The code is compiled once, for all the processes that the campaign starts.
        setsid php -d opcache.enable_cli=1 "$ROOT/tests/php/faults/campaign.php" "$folder/$database" "http://127.0.0.1:$port" \
            --name "$database" "${FAULTS_ARGUMENTS[@]}" </dev/null &
        campaigns+=("$!")
        SERVERS+=("$!")
    done
    for campaign in "${campaigns[@]}"; do wait "$campaign" || failed=yes; done
    [ -z "$failed" ]
}
