# shellcheck shell=bash
# The demo: WordPress with the plugin, beside a stand-in Dolibarr with products in every state.

DEMO="$CACHE/demo-$CHECKOUT"

demo() {
    local port=8080 check='' detach='' fresh=''
    while [ $# -gt 0 ]; do
        case $1 in
            --port) port=${2:-}; shift ;;
            --port=*) port=${1#*=} ;;
            --check) check=yes ;;
            --detach) detach=yes ;;
            --fresh) fresh=yes ;;
            *) fail "demo does not know $1" ;;
        esac
        shift
    done
    if ! [[ $port =~ ^[0-9]{1,5}$ ]] || [ "$port" -lt 1024 ] || [ "$port" -gt 65534 ]; then
        fail "a port is a number from 1024 to 65534"
    fi
    php_packages
    build_panel
    if [ -n "$check" ]; then
        check_demo
        return
    fi
    [ -f "$DEMO/servers" ] && stop_demo quietly
    local it
    for it in "$port" $((port + 1)); do
        is_listening "$it" && fail "port $it is in use: choose another with --port"
    done
    [ -n "$fresh" ] && rm -rf "$DEMO"
    mkdir -p "$DEMO"
    start_dolibarr $((port + 1)) "$DEMO/dolibarr.log" --data "$DEMO/dolibarr.json"
    make_site "$DEMO/site" "http://127.0.0.1:$port"
    local first=--keep
    [ -f "$DEMO/seeded" ] || first=--reset
    php "$ROOT/tests/environment/seed.php" "$DEMO/site" --dolibarr "http://127.0.0.1:$((port + 1))" $first ||
        fail "the demo's products could not be made"
    touch "$DEMO/seeded"
    start_wordpress "$DEMO/site" "$port" "$DEMO/wordpress.log"
    # A shop's cron does this every minute; who tries something out does not want to wait.
    # shellcheck disable=SC2016 # the inner shell's arguments
    start_server "$DEMO/work.log" bash -c 'while sleep 5; do php "$0" "$1" --now >/dev/null; done' \
        "$ROOT/tests/environment/work.php" "$DEMO/site"
    cat <<TEXT

DoliSync's demo is running.
  Products   http://127.0.0.1:$port/wp-admin/edit.php?post_type=wps-product
  Log in as  admin, password: password     (in French: admin_fr, password: password)
  Dolibarr   http://127.0.0.1:$((port + 1))/    a stand-in with its own page, to change products there

TEXT
    if [ -n "$detach" ]; then
        printf '%s\n' "${SERVERS[@]}" >"$DEMO/servers"
        SERVERS=()
        echo "Stop it with ./dev stop"
        return
    fi
    echo "Stop it with Ctrl+C. What you changed is kept; ./dev demo --fresh starts anew."
    wait
}

stop_demo() {
    if [ ! -f "$DEMO/servers" ]; then
        echo "No demo of this checkout runs in the background."
        return 0
    fi
    local it
    while read -r it; do stop_server "$it"; done <"$DEMO/servers"
    rm -f "$DEMO/servers"
    [ "${1:-}" = quietly ] || echo "Stopped."
}

# The main job in a headless browser, on a demo of its own that nobody has changed.
check_demo() {
    with_demo_site e2e specs/main-job.spec.ts || fail "the main job does not work: see above"
    say "The demo works: the main job was done in a browser, in English and in French."
}
