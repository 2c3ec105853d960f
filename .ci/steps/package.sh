# shellcheck shell=bash
# dist/dolisync.zip: what a shop installs, and nothing else.

package() {
    build_panel
    packages zip
    local folder
    scratch_folder
    folder=$SCRATCH_FOLDER
    mkdir -p "$ROOT/dist"
    cp -r "$ROOT/wp-plugin" "$folder/dolisync"
    find "$folder/dolisync" -name '.*' -type f -delete
    rm -f "$folder"/dolisync/languages/*.po "$ROOT/dist/dolisync.zip"
    (cd "$folder" && zip -q -r -X "$ROOT/dist/dolisync.zip" dolisync)
    say "dist/dolisync.zip ($(du -k "$ROOT/dist/dolisync.zip" | cut -f1) kB)"
}
