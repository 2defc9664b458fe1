#!/bin/sh
# Installs the published test vectors of requirements.txt in the project-local Python environment .venv and prints, as
# the only line on standard output, the directory of the vectors. Does nothing else when they are already there.
set -eu
# pip would otherwise keep a cache outside the checkout.
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv
# Written last, so that an interrupted installation is repeated.
installed=$venv/requirements.installed

say() { echo "vectors: $*" >&2; }
fail() { say "$*"; exit 1; }

find_vectors() {
  for directory in "$venv"/lib/python3*/site-packages/cryptography_vectors; do
    if [ -d "$directory/ciphers/AES" ] && [ -d "$directory/hashes/SHA2" ]; then
      echo "$directory"
      return 0
    fi
  done
  return 1
}

ready() { cmp -s "$root/requirements.txt" "$installed" && find_vectors >/dev/null; }

install() {
  command -v python3 >/dev/null || fail "python3 is missing. On Debian: apt-get install python3 python3-venv"
  python3 -c 'import venv, ensurepip' 2>/dev/null ||
    fail "python3 cannot make virtual environments. On Debian: apt-get install python3-venv"
  say "installing $(grep -v '^#' "$root/requirements.txt" | tr '\n' ' ')in $venv"
  rm -f "$installed"
  # The environment holds other tools too.
  [ -x "$venv/bin/pip" ] || python3 -m venv "$venv" >&2 || fail "cannot create $venv. Remove it and try again"
  "$venv/bin/pip" install --quiet --requirement "$root/requirements.txt" >&2 ||
    fail "pip cannot install requirements.txt. It needs the network (PyPI, or a mirror set in pip's configuration)"
  cp "$root/requirements.txt" "$installed"
  say "done"
}

if ! ready; then
  # Test processes may run side by side: one installs, the others wait for it.
  mkdir -p "$root/.cache"
  exec 9>"$root/.cache/vectors.lock"
  flock 9
  ready || install
fi
find_vectors || fail "cryptography-vectors is installed without its vectors. Remove $venv and try again"
