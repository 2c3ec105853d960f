# shellcheck shell=bash
# Servers of the demo and the tests: on 127.0.0.1 only, each in a process group of its own, stopped by that.

SERVERS=()
SCRATCH=()

# start_server LOG COMMAND…: in the background; its process group's id is in $SERVER.
start_server() {
    local log=$1
    shift
    setsid "$@" >"$log" 2>&1 </dev/null &
    SERVER=$!
    SERVERS+=("$SERVER")
}

stop_server() {
    kill -TERM -- "-$1" 2>/dev/null || return 0
    for _ in $(seq 50); do
        kill -0 -- "-$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL -- "-$1" 2>/dev/null || true
}

# What a run started and made goes with it, however it ends.
clean_up() {
    local it
    for it in "${SERVERS[@]}"; do stop_server "$it"; done
    for it in "${SCRATCH[@]}"; do rm -rf "$it"; done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# scratch_folder: a folder that goes with this run, in $SCRATCH_FOLDER.
scratch_folder() {
    SCRATCH_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/dolisync.XXXXXX")
    SCRATCH+=("$SCRATCH_FOLDER")
}

is_listening() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

free_port() {
    # shellcheck disable=SC2016 # PHP's variables
    php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo explode(":", stream_socket_get_name($s, false))[1];'
}

# await_server PORT LOG NAME: until it answers, or says why it does not.
await_server() {
    for _ in $(seq 100); do
        is_listening "$1" && return 0
        kill -0 "$SERVER" 2>/dev/null || break
        sleep 0.1
    done
    tail -20 "$2" >&2
    fail "$3 did not start on port $1"
}

# start_dolibarr PORT LOG [ARGUMENT…]: the stand-in, with the demo's catalogue at hand.
start_dolibarr() {
    local port=$1 log=$2
    shift 2
    # A copy of this checkout's own: others build theirs in the same place.
    exec 9>"$CACHE/dolibarr.lock"
    flock 9
    build_dolibarr
    cp --remove-destination "$CARGO_TARGET_NATIVE/debug/dolisync-dolibarr" "$log.program"
    exec 9>&-
    start_server "$log" "$log.program" --port "$port" \
        --demo "$ROOT/tests/environment/demo-shop.json" "$@"
    await_server "$port" "$log" "The stand-in Dolibarr"
}

build_dolibarr() {
    need_cargo
    # Cargo takes what another checkout compiled in the same place for its own, if that is newer than the sources here.
    [ "$(cat "$CACHE/dolibarr-of" 2>/dev/null)" = "$CHECKOUT" ] || touch "$ROOT"/tests/dolibarr/src/{lib,main}.rs
    printf '%s' "$CHECKOUT" >"$CACHE/dolibarr-of"
    CARGO_TARGET_DIR="$CARGO_TARGET_NATIVE" cargo build --quiet --locked -p dolisync-dolibarr ||
        fail "the stand-in Dolibarr did not compile"
}

# start_wordpress SITE PORT LOG: PHP's own server; four workers, because WordPress asks itself things, or
# $WORDPRESS_WORKERS. Killed, it comes back; LOG.pid has the id of its process group.
start_wordpress() {
    start_server "$3" "$ROOT/tests/environment/serve.sh" "$3.pid" \
        env PHP_CLI_SERVER_WORKERS="${WORDPRESS_WORKERS:-4}" php -d display_errors=0 -d upload_max_filesize=32M -d post_max_size=32M \
        -S "127.0.0.1:$2" -t "$1" "$ROOT/tests/environment/router.php"
    await_server "$2" "$3" "WordPress"
}
