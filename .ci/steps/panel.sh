# shellcheck shell=bash
# Building what the browser loads: the panel (wasm and its JavaScript), the style, the translations.

PANEL="$ROOT/wp-plugin/assets/panel"

# Two panels from one crate: no page loads the other's code.
build_panel() {
    local inputs name
    inputs=$(panel_inputs)
    if [ -f "$PANEL/dashboard_bg.wasm" ] && [ "$(cat "$CACHE/panel-inputs-$CHECKOUT" 2>/dev/null)" = "$inputs" ]; then
        return 0
    fi
    wasm_toolchain
    scratch_folder
    # Every checkout compiles to the same place: one at a time, or one would take the other's panel.
    exec 9>"$CACHE/panel.lock"
    flock 9
    build_one_panel list dolisync
    build_one_panel dashboard dashboard
    exec 9>&-
    # A site that runs from this checkout finds the old panels until the new ones are there.
    mkdir -p "$PANEL"
    for name in dolisync dashboard; do
        cp "$SCRATCH_FOLDER/panel/$name.js" "$SCRATCH_FOLDER/panel/${name}_bg.wasm" "$ROOT/style/$name.css" "$PANEL/"
    done
    translations build >/dev/null
    printf '%s' "$inputs" >"$CACHE/panel-inputs-$CHECKOUT"
}

# build_one_panel FEATURE NAME: as a cdylib alone: beside an rlib, Cargo leaves link-time optimization out, which
# wasm-pack cannot be told.
build_one_panel() {
    say "Building the panel: $1"
    (cd "$ROOT" && with_wasm cargo rustc --quiet --locked --release --target wasm32-unknown-unknown --lib --crate-type cdylib \
        --no-default-features --features "$1" &&
        with_wasm wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section \
            --out-dir "$SCRATCH_FOLDER/panel" --out-name "$2" \
            "$CARGO_TARGET_WASM/wasm32-unknown-unknown/release/dolisync.wasm") || fail "the panel did not compile: $1"
}

# Changes whenever anything that the panel is made of does.
panel_inputs() {
    (cd "$ROOT" && find src style Cargo.toml Cargo.lock .ci/steps/panel.sh .ci/steps/wasm_toolchain.sh \
        wp-plugin/languages/*.po -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
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
