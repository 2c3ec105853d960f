# shellcheck shell=bash
# Building what the browser loads: the panel (wasm and its JavaScript), the style, the translations.

PANEL="$ROOT/wp-plugin/assets/panel"

build_panel() {
    local inputs
    inputs=$(panel_inputs)
    if [ -f "$PANEL/dolisync_bg.wasm" ] && [ "$(cat "$CACHE/panel-inputs-$CHECKOUT" 2>/dev/null)" = "$inputs" ]; then
        return 0
    fi
    wasm_toolchain
    say "Building the panel"
    scratch_folder
    # As a cdylib alone: beside an rlib, Cargo leaves link-time optimization out, which wasm-pack cannot be told.
    (cd "$ROOT" && with_wasm cargo rustc --quiet --locked --release --target wasm32-unknown-unknown --lib --crate-type cdylib &&
        with_wasm wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section \
            --out-dir "$SCRATCH_FOLDER/panel" --out-name dolisync \
            "$CARGO_TARGET_WASM/wasm32-unknown-unknown/release/dolisync.wasm") || fail "the panel did not compile"
    # A site that runs from this checkout finds the old panel until the new one is there.
    mkdir -p "$PANEL"
    cp "$SCRATCH_FOLDER"/panel/dolisync.js "$SCRATCH_FOLDER"/panel/dolisync_bg.wasm "$ROOT/style/dolisync.css" "$PANEL/"
    translations build >/dev/null
    printf '%s' "$inputs" >"$CACHE/panel-inputs-$CHECKOUT"
}

# Changes whenever anything that the panel is made of does.
panel_inputs() {
    (cd "$ROOT" && find src style Cargo.toml Cargo.lock .ci/steps/panel.sh .ci/steps/wasm_toolchain.sh \
        wp-plugin/languages/*.po wp-plugin/assets/boot.js -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
}

# translations update|build|check
translations() {
    packages gettext
    need_cargo
    (cd "$ROOT" && CARGO_TARGET_DIR="$CARGO_TARGET_NATIVE" cargo run --quiet --locked -p dolisync-translations -- "$1")
}

need_cargo() {
    command -v cargo >/dev/null || fail "Rust is needed: install it with rustup, or Debian's package cargo (1.88 or newer)"
    packages gcc libc6-dev
}

TRUNK_VERSION=0.21.14

# The gallery of components, rebuilt as one edits. Trunk compiles for minutes, so only this needs it.
watch() {
    wasm_toolchain
    once "$CACHE/trunk-$TRUNK_VERSION" install_tool trunk "$TRUNK_VERSION" --locked || fail "trunk did not install"
    (cd "$ROOT" && with_wasm "$CACHE/trunk-$TRUNK_VERSION/bin/trunk" serve "$@")
}
