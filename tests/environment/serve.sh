#!/usr/bin/env bash
# A server that comes back when it is killed, as on a host that looks after it. serve.sh FILE COMMAND…
# FILE has the id of its process group.
set -uo pipefail

file=$1
shift
server=''
trap '[ -z "$server" ] || kill -KILL -- "-$server" 2>/dev/null; exit 0' TERM INT
while :; do
    setsid "$@" &
    server=$!
    echo "$server" >"$file"
    wait "$server"
    sleep 1
done
