# shellcheck shell=bash
# Checks that read the sources: Rust, PHP, JavaScript, TypeScript, shell.

lint() {
    need_cargo
    php_packages
    node_packages
    packages php-codesniffer shellcheck
    local failed=()
    check "Rust's form" rust_form
    check "Rust, native" rust_native
    check "Rust, the panel" rust_panel
    check "PHP" php_syntax
    check "PHP's form" php_form
    check "shell" shell_form
    check "JavaScript" scripts
    check "TypeScript" types
    [ ${#failed[@]} -eq 0 ] || fail "not clean: ${failed[*]}"
    say "All clean."
}

check() {
    local name=$1
    shift
    say "Checking: $name"
    "$@" || failed+=("$name;")
}

rust_form() { (cd "$ROOT" && cargo fmt --all --check); }

rust_native() {
    (cd "$ROOT" && export CARGO_TARGET_DIR="$CARGO_TARGET_NATIVE" &&
        cargo clippy --quiet --locked -p dolisync -p dolisync-matching --no-default-features --all-targets -- -D warnings &&
        cargo clippy --quiet --locked -p dolisync-dolibarr -p dolisync-translations --all-targets -- -D warnings)
}

rust_panel() {
    (cd "$ROOT" && with_wasm cargo clippy --quiet --locked -p dolisync -p dolisync-matching --target wasm32-unknown-unknown \
        --all-targets -- -D warnings)
}

php_files() {
    find "$ROOT/wp-plugin" "$ROOT/tests/php" "$ROOT/tests/environment" "$ROOT/tests/bench" "$ROOT/.ci" -name '*.php' "$@"
}

php_syntax() {
    local wrong=0 file
    while IFS= read -r file; do
        php -l "$file" >/dev/null || wrong=1
    done < <(php_files)
    return $wrong
}

php_form() {
    php_files -print0 | xargs -0 phpcs --standard="$ROOT/tests/php/phpcs.xml" -q
}

shell_form() { shellcheck -x -P "$ROOT" "$ROOT/dev" "$ROOT"/.ci/steps/*.sh "$ROOT"/tests/environment/*.sh "$ROOT/.ci/run"; }

scripts() {
    local file
    while IFS= read -r file; do
        node --check "$file" || return 1
    done < <(find "$ROOT/wp-plugin/assets" "$ROOT/tests/matching/bench" "$ROOT/tests/bench" "$ROOT/tests/environment" -name '*.js' \
        -not -path '*/node_modules/*' -not -path '*/panel/*')
}

types() {
    node_modules "$ROOT/tests/e2e"
    (cd "$ROOT/tests/e2e" && npm run --silent types)
}
