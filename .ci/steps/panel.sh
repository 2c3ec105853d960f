# shellcheck shell=bash
# Building what the browser loads: the panel (wasm and its JavaScript), the style, the translations.

PANEL="$ROOT/wp-plugin/assets/panel"
WASM_SPLIT_VERSION=0.2.4

# Two panels from one crate: no page loads the other's code.
build_panel() {
    local inputs name
    inputs=$(panel_inputs)
    if [ -f "$PANEL/panels.json" ] && [ "$(cat "$CACHE/panel-inputs-$CHECKOUT" 2>/dev/null)" = "$inputs" ]; then
        return 0
    fi
    wasm_toolchain
    once "$CACHE/wasm-split-$WASM_SPLIT_VERSION" install_tool wasm_split_cli_support "$WASM_SPLIT_VERSION" --locked \
        --features build-binary || fail "wasm-split-cli did not install"
    node_modules "$ROOT/.ci/panel"
    scratch_folder
    # Every checkout compiles to the same place: one at a time, or one would take the other's panel.
    exec 9>"$CACHE/panel.lock"
    flock 9
    build_one_panel list
    build_one_panel dashboard
    exec 9>&-
    for name in dolisync dashboard; do
        smaller esbuild --bundle --minify "$ROOT/style/$name.css" --outfile="$SCRATCH_FOLDER/panel/$name.css"
    done
    publish_panels
    translations build >/dev/null
    printf '%s' "$inputs" >"$CACHE/panel-inputs-$CHECKOUT"
}

# build_one_panel FEATURE: what its page starts with, panel.js and panel_bg.wasm, and beside them what is loaded late.
# As a cdylib alone: beside an rlib, Cargo leaves link-time optimization out, which wasm-pack cannot be told.
build_one_panel() {
    local folder="$SCRATCH_FOLDER/panel/$1" file
    say "Building the panel: $1"
    # Cargo takes what another checkout compiled in the same place for its own, if that is newer than the sources here.
    touch "$ROOT/src/lib.rs"
    (cd "$ROOT" && with_wasm cargo rustc --quiet --locked --release --target wasm32-unknown-unknown --lib --crate-type cdylib \
        --no-default-features --features "$1,split" -- -Clink-args=--emit-relocs &&
        with_wasm "$CACHE/wasm-split-$WASM_SPLIT_VERSION/bin/wasm-split-cli" --out-name panel \
            "$CARGO_TARGET_WASM/wasm32-unknown-unknown/release/dolisync.wasm" "$folder" &&
        with_wasm wasm-bindgen --target web --no-typescript --keep-lld-exports --no-demangle --remove-name-section \
            --remove-producers-section --out-dir "$folder" "$folder/panel.wasm") || fail "the panel did not compile: $1"
    rm "$folder/panel.wasm"
    # Hosts that give wasm a wrong type are many; wasm-bindgen's own loader copes with them.
    sed -i 's/WebAssembly\.instantiateStreaming(src, imports)/src.then(it => it.arrayBuffer()).then(it => WebAssembly.instantiate(it, imports))/' \
        "$folder/__wasm_split.js"
    grep -q 'WebAssembly\.instantiate(it' "$folder/__wasm_split.js" || fail "the loader of late code is not as expected"
    for file in "$folder"/*.wasm; do
        # Those features that rustc uses of itself, so that no browser has to know more than before.
        smaller wasm-opt --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
            --enable-reference-types --enable-multivalue --strip-debug --strip-producers -O1 "$file" -o "$file"
    done
    for file in "$folder"/*.js; do
        smaller esbuild --minify "$file" --outfile="$file" --allow-overwrite
    done
}

# smaller TOOL ARGUMENT…: both warn of what the tools before them make; it is shown when they fail.
smaller() {
    local log="$SCRATCH_FOLDER/$1.log"
    "$ROOT/.ci/panel/node_modules/.bin/$1" "${@:2}" >"$log" 2>&1 || { cat "$log" >&2; fail "$1 could not make the panel smaller"; }
}

# A panel's folder is named after what is in it, so that no browser mixes files of two builds; panels.json tells which.
# A site that runs from this checkout finds the old ones until the new ones are there.
publish_panels() {
    local name folder kept=()
    mkdir -p "$PANEL"
    for name in list dashboard; do
        folder=$name-$(cat "$SCRATCH_FOLDER/panel/$name"/* | sha256sum | cut -c1-12)
        [ -d "$PANEL/$folder" ] || mv "$SCRATCH_FOLDER/panel/$name" "$PANEL/$folder"
        kept+=("$folder")
    done
    cp "$SCRATCH_FOLDER"/panel/*.css "$PANEL/"
    printf '{ "list": "%s", "dashboard": "%s" }\n' "${kept[@]}" >"$PANEL/panels.json"
    find "$PANEL" -mindepth 1 -maxdepth 1 ! -name '*.css' ! -name panels.json ! -name "${kept[0]}" ! -name "${kept[1]}" \
        -exec rm -r {} +
}

# Changes whenever anything that the panel is made of does.
panel_inputs() {
    (cd "$ROOT" && find src style Cargo.toml Cargo.lock .ci/steps/panel.sh .ci/steps/wasm_toolchain.sh \
        .ci/panel/package-lock.json wp-plugin/languages/*.po -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
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
