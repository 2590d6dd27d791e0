#!/usr/bin/env bash
# setup.sh DIR: puts the seven foreign readers under DIR (made if missing), at the versions tried.
#   DIR/venv   icalendar, vobject, ics, python-dateutil (PyPI)
#   DIR/node   ical.js, node-ical (npm; node and npm on the PATH)
#   DIR/bin    libical_dump, built from adapters/libical_dump.c against the system's libical
#   php        sabre/vobject, the system's php-sabre-vobject
# Packages of the system it needs: gcc libc6-dev pkg-config libical-dev php-cli php-mbstring php-sabre-vobject
# Ends with 1 when a reader cannot be had: a check by fewer readers would promise less than it says.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: setup.sh DIR" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/bin" "$1/node"
dir=$(cd "$1" && pwd)

missing() { echo "setup.sh: no $1: $2 cannot be built" >&2; exit 1; }
node=$(command -v node) || missing node "ical.js and node-ical"
command -v npm >/dev/null || missing npm "ical.js and node-ical"
command -v gcc >/dev/null || missing gcc libical_dump
pkg-config --exists libical || missing "libical-dev (with pkg-config)" libical_dump
php=$(command -v php) || missing php-cli "the reader sabre/vobject"
[ -d /usr/share/php/Sabre/VObject ] || missing php-sabre-vobject "the reader sabre/vobject"

[ -x "$dir/venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install --quiet --disable-pip-version-check --retries 5 \
  icalendar==7.3.0 vobject==0.9.9 ics==0.7.3 python-dateutil==2.9.0.post0 tzdata
(cd "$dir/node" && echo '{"private":true}' > package.json &&
  npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1)
# shellcheck disable=SC2046
gcc -O1 -o "$dir/bin/libical_dump" "$here/adapters/libical_dump.c" $(pkg-config --cflags --libs libical)

cat > "$dir/calharness.json" <<J
{"python": "$dir/venv/bin/python", "node": "$dir/node", "node_bin": "$node", "libical": "$dir/bin/libical_dump", "php": "$php"}
J
echo "ready: $dir/venv/bin/python $here/check_ics.py FILE_OR_URL..."
