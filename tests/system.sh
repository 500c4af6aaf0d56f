#!/bin/sh
# Installs what the tests need from the system, where that is missing and permitted.
set -eu
python=${PYTHON:-python3}
missing=""

has() { command -v "$1" >/dev/null 2>&1; }
lacks() { missing="$missing $1"; }

"$python" -c 'import ensurepip, venv' 2>/dev/null || lacks python3-venv
[ -n "${PORTAL_TEST_CHROMIUM:-}" ] || has chromium || has chromium-browser ||
  has google-chrome || lacks chromium
has initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || lacks postgresql
# The program that drives the browser is linked to this library.
[ "$(uname)" != Linux ] || PATH="$PATH:/sbin:/usr/sbin" ldconfig -p |
  grep -q libatomic.so.1 || lacks libatomic1
# PDF files are made with these.
for found in libpango-1.0.so.0=libpango-1.0-0 libpangoft2-1.0.so.0=libpangoft2-1.0-0 \
  libharfbuzz-subset.so.0=libharfbuzz-subset0; do
  [ "$(uname)" != Linux ] || PATH="$PATH:/sbin:/usr/sbin" ldconfig -p |
    grep -q "${found%%=*}" || lacks "${found#*=}"
done
if ! has fc-list; then
  lacks fontconfig
  lacks fonts-noto-core
# What fits on a phone or on a sheet is measured with one font, wherever tests run.
elif [ -z "$(fc-list 'Noto Sans:lang=sr')" ]; then
  lacks fonts-noto-core
fi

[ -n "$missing" ] || exit 0
if has apt-get && [ "$(id -u)" -eq 0 ]; then
  as_root=""
elif has apt-get && has sudo && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "The tests need these packages (Debian's names), please install them:$missing" >&2
  exit 1
fi

echo "Installing for the tests:$missing"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
