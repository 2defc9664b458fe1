#!/bin/sh
# Installs the Debian packages that a goal needs and that are missing; says which and why. Touches nothing else.
#   scripts/setup.sh          what building, emitting and the demonstration need
#   scripts/setup.sh test     also what the tests need
#   scripts/setup.sh bench    also what the comparison with other tools needs
set -eu

goal=${1:-build}
say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 2; }

command -v swift >/dev/null ||
  fail "swift is missing. Install Swift 6.2 or later from https://www.swift.org/install and put it on PATH."

# package, what shows that it is there, why
wanted() {
  cat <<'LIST'
verilator|command -v verilator|compiles the emitted Verilog into simulation models
g++|command -v g++|C++ compiler and library for the simulation models
pkg-config|command -v pkg-config|tells Swift where the libraries below are
libssl-dev|pkg-config --exists libcrypto|OpenSSL, the cryptography of the golden model
libgmp-dev|pkg-config --exists gmp|GMP, the long numbers of the golden model
libpng-dev|pkg-config --exists libpng|reads and writes the pictures of the demonstration
zlib1g-dev|pkg-config --exists zlib|compressed waveforms
LIST
  [ "$goal" = build ] || cat <<'LIST'
python3-venv|python3 -c 'import venv, ensurepip'|a project-local home for pinned PyPI packages
openssl|command -v openssl|makes and opens key entries beside keyline
binutils|command -v readelf|reads the notes of program images beside keyline
device-tree-compiler|command -v dtc|reads the device tree beside keyline
iverilog|command -v iverilog|a second reader of the emitted Verilog
yosys|command -v yosys|a third reader of the emitted Verilog
chromium|command -v chromium || command -v chromium-browser || command -v google-chrome|shows reports and drawings to the tests as a person sees them
LIST
  [ "$goal" != bench ] || cat <<'LIST'
python3-dev|python3 -c 'import ctypes, os, sysconfig as s; p, n = s.get_config_var("LIBDIR"), s.get_config_var("INSTSONAME"); f = os.path.join(p, n); ctypes.CDLL(f if os.path.exists(f) else n)'|Python as a library, which cocotb loads into the simulation
make|command -v make|builds the models of cocotb
LIST
}

missing=""
while IFS='|' read -r package test why; do
  if ! sh -c "$test" >/dev/null 2>&1; then
    say "$package is missing: $why"
    missing="$missing $package"
  fi
done <<LIST
$(wanted)
LIST
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null ||
  fail "this is not a Debian system: install the equivalents of$missing yourself, then try again."
if [ "$(id -u)" = 0 ]; then root=""
elif command -v sudo >/dev/null; then root="sudo"
else fail "run as root: apt-get install$missing"
fi
say "installing$missing"
$root apt-get update -qq >&2 || fail "apt-get update failed: is the network there?"
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq $missing >&2 || fail "apt-get install$missing failed"
say "done"
