# shellcheck shell=bash
# The Debian packages that a step needs. Installed when root or sudo can; otherwise named, and stop.

# packages NAME…: makes sure that all are installed.
packages() {
    local name missing=()
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || fail "please install these packages, then run this again: ${missing[*]}"
        as=(sudo -n)
    fi
    say "Installing ${missing[*]}"
    "${as[@]}" apt-get update -qq >&2 || fail "apt-get update failed"
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >"$CACHE/apt.log" 2>&1 || { tail -20 "$CACHE/apt.log" >&2; fail "apt-get could not install ${missing[*]}"; }
}

PHP_PACKAGES="php-cli php-sqlite3 php-mysql php-xml php-mbstring php-curl php-intl php-gd php-zip"
CHROMIUM_PACKAGES="chromium chromium-driver fonts-dejavu-core"

php_packages() {
    # shellcheck disable=SC2086 # a list of names
    packages $PHP_PACKAGES unzip
}

chromium_packages() {
    # shellcheck disable=SC2086 # a list of names
    packages $CHROMIUM_PACKAGES
}

node_packages() {
    command -v npm >/dev/null || packages nodejs npm
}
