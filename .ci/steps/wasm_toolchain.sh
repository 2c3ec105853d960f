# shellcheck shell=bash
# A Rust toolchain that compiles to wasm32-unknown-unknown, and the tools that package it.
# rustup's own target where it can be had; otherwise Debian's rustc-web with a standard library
# compiled once from rust-web-src into the cache (never into /usr).

WASM_BINDGEN_VERSION=0.2.130 # equal to Cargo.lock's wasm-bindgen, or it refuses the file
WASM_PACK_VERSION=0.15.1

# with_wasm COMMAND…: runs COMMAND with the wasm toolchain first on PATH.
# The paths of whoever builds the panel are not in it.
with_wasm() {
    wasm_toolchain
    local -x CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src="
    local tools="$CACHE/wasm-pack-$WASM_PACK_VERSION/bin:$CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION/bin"
    if [ -n "$WASM_LINKER" ]; then
        env PATH="$tools:$WASM_BIN:$PATH" RUSTC="$WASM_BIN/rustc" CARGO_TARGET_DIR="$CARGO_TARGET_WASM" \
            CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$WASM_LINKER" "$@"
    else
        env PATH="$tools:$PATH" CARGO_TARGET_DIR="$CARGO_TARGET_WASM" "$@"
    fi
}

WASM_READY=
WASM_BIN=
WASM_LINKER=
wasm_toolchain() {
    [ -z "$WASM_READY" ] || return 0
    packages gcc libc6-dev pkg-config libssl-dev
    if ! rustup_has_wasm; then
        packages rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld-22
        local version sysroot
        version=$(/usr/bin/rustc --version | awk '{print $2}')
        sysroot="$CACHE/rust-wasm-$version"
        once "$sysroot" build_wasm_sysroot || fail "the wasm standard library did not build"
        WASM_BIN="$sysroot/bin"
        WASM_LINKER=$(command -v wasm-ld-22 || command -v wasm-ld) || fail "no wasm-ld (package lld-22)"
    fi
    # Debug builds of the two tools: a third of the compiling time, and they run for seconds.
    # wasm-bindgen-cli's own lock file does not build here, so it goes without --locked.
    once "$CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION" install_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" ||
        fail "wasm-bindgen-cli did not install"
    once "$CACHE/wasm-pack-$WASM_PACK_VERSION" install_tool wasm-pack "$WASM_PACK_VERSION" --locked ||
        fail "wasm-pack did not install"
    WASM_READY=yes
}

# shellcheck disable=SC2154 # `once` gives $building
install_tool() {
    say "Installing $1 $2 (once, a few minutes)"
    env -u CARGO_TARGET_DIR cargo install --quiet --debug "$1" --version "$2" --root "$building" "${@:3}"
}

rustup_has_wasm() {
    command -v rustup >/dev/null || return 1
    rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown && return 0
    timeout 60 rustup target add wasm32-unknown-unknown >/dev/null 2>&1
}

# Fills $building with bin/ (wrappers that name this sysroot) and lib/rustlib/ (links to Debian's
# host libraries, beside our own wasm ones).
build_wasm_sysroot() {
    say "Building the wasm standard library (once, about a minute)"
    local host tool final=${building%.building} source
    source=$(mktemp -d)
    host=$(/usr/bin/rustc --print sysroot)/lib/rustlib
    mkdir -p "$building/bin" "$building/lib/rustlib/wasm32-unknown-unknown/lib"
    cp -rL "$host/src/rust/library" "$source/library"
    (
        cd "$source/library" &&
            env -u CARGO_TARGET_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
                RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes" \
                /usr/bin/cargo build --quiet --release --target wasm32-unknown-unknown \
                --manifest-path sysroot/Cargo.toml --features panic-unwind,compiler-builtins-mem \
                --target-dir "$source/target"
    ) || return 1
    cp "$source"/target/wasm32-unknown-unknown/release/deps/*.rlib \
        "$building/lib/rustlib/wasm32-unknown-unknown/lib/"
    rm -rf "$source"
    for tool in x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu etc src; do
        [ -e "$host/$tool" ] && ln -s "$host/$tool" "$building/lib/rustlib/$tool"
    done
    for tool in rustc rustdoc clippy-driver; do
        printf '#!/bin/sh\nexec /usr/bin/%s --sysroot "%s" "$@"\n' "$tool" "$final" >"$building/bin/$tool"
    done
    # Cargo's clippy starts the driver with the compiler's path first: the sysroot goes after it.
    # shellcheck disable=SC2016
    printf '#!/bin/sh\nfirst=$1; shift\nexec /usr/bin/clippy-driver "$first" --sysroot "%s" "$@"\n' "$final" \
        >"$building/bin/clippy-driver"
    for tool in cargo cargo-clippy rustfmt; do
        ln -s "/usr/bin/$tool" "$building/bin/$tool"
    done
    chmod +x "$building"/bin/rustc "$building"/bin/rustdoc "$building"/bin/clippy-driver
}
