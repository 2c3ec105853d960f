# shellcheck shell=bash
# Where everything that is downloaded or built once is kept: outside the checkout,
# so that a clean clone is warm. One folder a pinned version; a folder that exists is complete.

CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/dolisync"
export CARGO_TARGET_NATIVE="$CACHE/target-native"
export CARGO_TARGET_WASM="$CACHE/target-wasm"
mkdir -p "$CACHE"

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf 'dev: %s\n' "$*" >&2; exit 1; }

# once FOLDER COMMAND…: runs COMMAND with $building as an empty folder to fill, then renames it
# to FOLDER. An interrupted build leaves no FOLDER, so it is done again; who comes meanwhile waits.
once() {
    local folder=$1
    shift
    [ -d "$folder" ] && return 0
    (
        flock 9
        [ -d "$folder" ] && exit 0
        building="$folder.building"
        rm -rf "$building"
        mkdir -p "$building"
        building="$building" "$@" || exit 1
        mv "$building" "$folder"
    ) 9>"$folder.lock"
}
