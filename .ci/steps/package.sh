# shellcheck shell=bash
# dist/dolisync.zip: what a shop installs, and nothing else. dist/dolisync-source.zip: what it was made from, which the
# license wants beside it. Of the same sources both are the same, byte for byte.

package() {
    build_panel
    package_as_built
}

# Of the panel that is there.
package_as_built() {
    packages zip unzip
    php_packages
    local folder plugin date
    scratch_folder
    folder=$SCRATCH_FOLDER
    plugin="$folder/dolisync"
    cp -r "$ROOT/wp-plugin" "$plugin"
    cp "$ROOT/LICENSE" "$plugin/license.txt"
    panel_licenses "$folder" >"$plugin/licenses.txt" || fail "the licenses of the panel's libraries could not be collected"
    rm -f "$plugin"/languages/*.po
    find "$plugin" -name '.*' -type f -delete

    mkdir -p "$ROOT/dist" "$folder/dolisync-source"
    date=$(git -C "$ROOT" log -1 --format=@%ct 2>/dev/null) || date=@315532800
    (cd "$ROOT" && source_files | xargs -0 cp --parents -t "$folder/dolisync-source")
    make_zip "$folder" dolisync "$date"
    make_zip "$folder" dolisync-source "$date"
    check_package
    say "dist/dolisync.zip ($(du -k "$ROOT/dist/dolisync.zip" | cut -f1) kB), dist/dolisync-source.zip ($(du -k "$ROOT/dist/dolisync-source.zip" | cut -f1) kB)"
}

# What git knows; in an unpacked dolisync-source.zip, what is there.
source_files() {
    if [ -e .git ]; then
        git ls-files -z --cached --others --exclude-standard
    else
        find . -type f -not -path './dist/*' -not -path './wp-plugin/assets/panel/*' -not -path '*/node_modules/*' -print0
    fi
}

# make_zip FOLDER NAME DATE: FOLDER/NAME into dist/NAME.zip, whoever makes it and whenever.
make_zip() {
    local file="$ROOT/dist/$2.zip"
    rm -f "$file"
    (
        cd "$1" || exit 1
        find "$2" -exec touch -h -d "$3" {} +
        find "$2" -type d -exec chmod 755 {} +
        find "$2" -type f -exec chmod u=rw,go=r {} +
        find "$2" -type f -print | LC_ALL=C sort | TZ=UTC zip -q -X -D "$file" -@
    ) || fail "$file could not be made"
}

# panel_licenses FOLDER: the licenses of what is linked into either panel.
panel_licenses() {
    need_cargo
    local feature
    (cd "$ROOT" && cargo metadata --quiet --locked --format-version 1 --filter-platform wasm32-unknown-unknown >"$1/metadata.json") || return 1
    for feature in list dashboard; do
        (cd "$ROOT" && cargo tree --quiet --locked --package dolisync --target wasm32-unknown-unknown --edges normal,no-proc-macro \
            --no-default-features --features "$feature,split" --prefix none --format '{p}') || return 1
    done >"$1/tree"
    php "$ROOT/.ci/licenses.php" "$1/metadata.json" "$1/tree"
}

# Nothing but what a shop needs.
check_package() {
    local strangers name
    strangers=$(unzip -Z1 "$ROOT/dist/dolisync.zip" | LC_ALL=C grep -vE '^dolisync/(dolisync\.php|uninstall\.php|readme\.txt|licenses?\.txt|src/([A-Za-z]+/)?[A-Za-z]+\.php|assets/[a-z-]+\.(js|css)|assets/panel/((dolisync|dashboard)\.css|panels\.json|(list|dashboard)-[0-9a-f]+/(panel|__wasm_split|panel_bg|chunk_[0-9]+|split_[a-z_]+)\.(js|wasm))|languages/dolisync(-[a-z]{2}_[A-Z]{2}(-[a-z-]+)?)?\.(mo|json|pot))$') || true
    [ -z "$strangers" ] || fail "dist/dolisync.zip has what no shop needs: $strangers"
    for name in list dashboard; do
        unzip -Z1 "$ROOT/dist/dolisync.zip" "dolisync/assets/panel/$name-*/panel_bg.wasm" >/dev/null || fail "dist/dolisync.zip lacks the panel"
    done
}
