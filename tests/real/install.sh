#!/bin/sh
# Installs the third-party systems that `make real` runs against, from Debian's archive: WordPress with one
# theme (without a theme every public page is empty), PHP with the extensions it needs (gd makes the resized
# copies of a picture) and MariaDB. Quiet and safe to run again. Prints a line and ends with 1 when it cannot.
set -eu

PACKAGES="wordpress wordpress-theme-twentytwentythree php-cli php-mysql php-gd php-xml php-mbstring php-curl mariadb-server"

missing() {
    for package in $PACKAGES; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || printf '%s ' "$package"
    done
}

command -v apt-get >/dev/null 2>&1 || { echo "real systems: no apt-get on this machine, please install: $PACKAGES"; exit 1; }
WANTED=$(missing)
[ -z "$WANTED" ] && exit 0
[ "$(id -u)" = 0 ] || { echo "real systems: run once as root to install: $WANTED"; exit 1; }

# The tests start their own servers on private sockets; Debian's own service shall not start beside them.
POLICY=/usr/sbin/policy-rc.d
PLACED=no
LOG=$(mktemp)
tidy() { [ "$PLACED" = yes ] && rm -f "$POLICY"; rm -f "$LOG"; return 0; }
trap tidy EXIT
if [ ! -e "$POLICY" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$POLICY" && chmod +x "$POLICY"
    PLACED=yes
fi

export DEBIAN_FRONTEND=noninteractive
# Another installation may hold the locks: it is waited for. Old lists may still do, so a failed update alone is no failure.
apt-get update -qq >"$LOG" 2>&1 || true
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $WANTED >>"$LOG" 2>&1 || {
    tail -n 20 "$LOG"
    echo "real systems: the installation failed: $WANTED"
    exit 1
}
