# shellcheck shell=bash
# A WordPress to run: from its npm build, with SQLite as the embedded default.
#   DOLISYNC_WORDPRESS=/path      another WordPress (copied, never changed)
#   DOLISYNC_DB_HOST, _NAME, _USER, _PASSWORD   MariaDB or MySQL instead of SQLite

WORDPRESS_BUILDS=@wp-playground/wordpress-builds@0.9.19
WORDPRESS_BUILDS_SHA256=e62ccde83c48571e7f38b46030f13a9a868e42086b1c7c80b54cde535edd114d
WORDPRESS_VERSION=6.5
SQLITE_CARRIER=@wp-playground/cli@3.1.56
SQLITE_CARRIER_SHA256=7cba7021c70a824d309f8d3bcbf6f9250c44795445b5d2883baa763a63482a7c

# npm_tarball PACKAGE SHA256 FILE: one package of npm without its dependencies, checked.
npm_tarball() {
    local folder
    node_packages
    folder=$(mktemp -d)
    (cd "$folder" && npm pack "$1" --silent >/dev/null) || return 1
    echo "$2  $(echo "$folder"/*.tgz)" | sha256sum --check --status || {
        say "$1 is not the file that was pinned"
        return 1
    }
    mv "$folder"/*.tgz "$3"
    rmdir "$folder"
}

wordpress_source() {
    php_packages
    WORDPRESS_SOURCE=${DOLISYNC_WORDPRESS:-$CACHE/wordpress-$WORDPRESS_VERSION-${WORDPRESS_BUILDS##*@}}
    if [ -z "${DOLISYNC_WORDPRESS:-}" ]; then
        once "$WORDPRESS_SOURCE" unpack_wordpress || fail "WordPress could not be unpacked"
    fi
    SQLITE_SOURCE="$CACHE/sqlite-${SQLITE_CARRIER##*@}"
    once "$SQLITE_SOURCE" unpack_sqlite || fail "WordPress's SQLite integration could not be unpacked"
}

# The zip holds the PHP; public/ holds the static files that the build took out of it.
# shellcheck disable=SC2154 # `once` gives $building
unpack_wordpress() {
    say "Fetching WordPress $WORDPRESS_VERSION (once)"
    local package
    package=$(mktemp -d)
    npm_tarball "$WORDPRESS_BUILDS" "$WORDPRESS_BUILDS_SHA256" "$package/wordpress.tgz" || return 1
    tar -xzf "$package/wordpress.tgz" -C "$package" \
        "package/src/wordpress/wp-$WORDPRESS_VERSION.zip" "package/public/wp-$WORDPRESS_VERSION"
    unzip -q "$package/package/src/wordpress/wp-$WORDPRESS_VERSION.zip" -d "$building"
    cp -r "$package/package/public/wp-$WORDPRESS_VERSION/." "$building/"
    rm -rf "$package"
}

unpack_sqlite() {
    local package
    package=$(mktemp -d)
    npm_tarball "$SQLITE_CARRIER" "$SQLITE_CARRIER_SHA256" "$package/cli.tgz" || return 1
    tar -xzf "$package/cli.tgz" -C "$package" package/sqlite-database-integration.zip
    unzip -q "$package/package/sqlite-database-integration.zip" -d "$building"
    rm -rf "$package"
}

# make_site FOLDER URL: a WordPress in FOLDER, with the plugin of this checkout linked into it, unless
# DOLISYNC_WITHOUT_PLUGIN says not to.
# It is installed (tables, administrator) by tests/environment/install.php.
make_site() {
    local site=$1 url=$2
    wordpress_source
    mkdir -p "$site"
    if [ ! -e "$site/wp-load.php" ]; then
        cp -r "$WORDPRESS_SOURCE/." "$site/"
        rm -f "$site/wp-config.php"
        rm -rf "$site/wp-content/database" "$site/wp-content/mu-plugins" "$site/wp-content/plugins/dolisync"
    fi
    mkdir -p "$site/wp-content/mu-plugins" "$site/wp-content/database"
    if [ -z "${DOLISYNC_DB_HOST:-}" ]; then
        local plugin
        plugin=$(dirname "$(find "$SQLITE_SOURCE" -maxdepth 2 -name db.copy | head -1)")
        rm -rf "$site/wp-content/mu-plugins/sqlite-database-integration"
        cp -r "$plugin" "$site/wp-content/mu-plugins/sqlite-database-integration"
        sed -e "s|{SQLITE_IMPLEMENTATION_FOLDER_PATH}|$site/wp-content/mu-plugins/sqlite-database-integration|" \
            -e "s|{SQLITE_PLUGIN}|sqlite-database-integration/load.php|" "$plugin/db.copy" >"$site/wp-content/db.php"
    else
        rm -f "$site/wp-content/db.php"
    fi
    cp "$ROOT/tests/environment/mu-plugin.php" "$site/wp-content/mu-plugins/dolisync-environment.php"
    cp -rT "$ROOT/tests/environment/wpshop" "$site/wp-content/mu-plugins/wpshop"
    [ -n "${DOLISYNC_WITHOUT_PLUGIN:-}" ] || ln -sfn "$ROOT/wp-plugin" "$site/wp-content/plugins/dolisync"
    local salt
    salt=$(head -c 32 /dev/urandom | sha256sum | cut -c1-64)
    [ -s "$site/dolisync-salt" ] || echo "$salt" >"$site/dolisync-salt"
    {
        echo "<?php"
        echo "define('DOLISYNC_SITE_URL', '$url');"
        echo "define('DOLISYNC_SITE_SALT', '$(cat "$site/dolisync-salt")');"
        echo "define('DB_NAME', '${DOLISYNC_DB_NAME:-wordpress}');"
        echo "define('DB_USER', '${DOLISYNC_DB_USER:-}');"
        echo "define('DB_PASSWORD', '${DOLISYNC_DB_PASSWORD:-}');"
        echo "define('DB_HOST', '${DOLISYNC_DB_HOST:-}');"
        echo "\$table_prefix = '${DOLISYNC_DB_PREFIX:-wp_}';"
        tail -n +2 "$ROOT/tests/environment/wp-config.php"
    } >"$site/wp-config.php"
    php -d display_errors=1 "$ROOT/tests/environment/install.php" "$site" >&2 || fail "WordPress did not install"
}
