#!/bin/sh
# Measures what docs/performance.md shows, prints it, and writes the tables of that page: area, clock frequency and throughput
# on an FPGA beside other cores, cycles per line, the speed of simulation beside a bare C++ loop and cocotb, the speed of
# elaboration beside Amaranth; what it costs to agree on a key and to share; and the cost of protection in docs/core.md. Optimised
# builds; processor time throughout.
set -eu
cd "$(dirname "$0")/.."
# pip would otherwise keep a cache outside the checkout.
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1

work=.build/bench
venv=.venv
# Written last, so that an interrupted installation is repeated.
installed=$venv/requirements-bench.installed

say() { echo "bench: $*" >&2; }

# In a subshell: the lock ends with it.
install_peers() (
  cmp -s requirements-bench.txt "$installed" && return 0
  # Tests may be installing their tools in the same environment.
  mkdir -p .cache
  exec 9>.cache/vectors.lock
  flock 9
  say "installing $(grep -v '^#' requirements-bench.txt | tr '\n' ' ')in $venv"
  [ -x "$venv/bin/pip" ] || python3 -m venv "$venv" >&2 || return 1
  "$venv/bin/pip" install --quiet --retries 1 --timeout 15 --requirement requirements-bench.txt >&2 || return 1
  cp requirements-bench.txt "$installed"
)

measure_cocotb() {
  .build/release/keyline bench --record "$work" >&2 || return 1
  say "building and running the cocotb models (a minute or two each; log in $work/cocotb.log)"
  "$venv/bin/python" Benchmarks/Cocotb/run.py "$work/cocotb.json" "$work"/small "$work"/balanced "$work"/fast \
    >"$work/cocotb.log" 2>&1
}

measure_amaranth() {
  say "elaborating the same three designs with Amaranth (about a minute; log in $work/amaranth.log)"
  "$venv/bin/python" Benchmarks/Elaboration/amaranth_designs.py --reps 1 --yosys builtin --out "$work/amaranth.json" \
    >"$work/amaranth.log" 2>&1
}

mkdir -p "$work"
say "building the optimised tools"
swift build -c release --product keyline >&2
swift build -c release --product ElaborationBenchmark >&2
swift build --product ElaborationBenchmark >&2

# The page is written only when nothing is missing, so that a machine without network does not take a row from it.
set --
amaranth=
if ! install_peers; then
  say "cocotb and Amaranth are left out: pip cannot install requirements-bench.txt. It needs the network (PyPI, or a mirror set in pip's configuration)"
elif ! measure_amaranth; then
  tail -n 20 "$work/amaranth.log" >&2 || true
  say "Amaranth and cocotb are left out: Amaranth's run failed, see $work/amaranth.log"
elif ! measure_cocotb; then
  amaranth=$work/amaranth.json
  tail -n 20 "$work/cocotb.log" >&2 || true
  say "cocotb is left out: its run failed, see $work/cocotb.log"
else
  amaranth=$work/amaranth.json
  set -- --cocotb "$work/cocotb.json" --markdown docs/performance.md
fi

say "elaboration"
.build/release/ElaborationBenchmark --json $amaranth >"$work/elaboration.json"
.build/debug/ElaborationBenchmark --json >"$work/elaboration-debug.json"
.build/release/ElaborationBenchmark --memory >&2
set -- "$@" --elaboration "$work/elaboration.json" --debug-elaboration "$work/elaboration-debug.json"

# What fails here fails the whole run, but at its end.
status=0
if scripts/fpga.sh >/dev/null; then
  say "area and clock frequency (minutes to an hour for each core that docs/performance.json does not know; logs in build/fpga/area)"
  .build/release/keyline performance --record docs/performance.json --markdown docs/performance.md --charts docs/images ||
    status=$?
else
  say "area and clock frequency are left out: see above"
fi

say "what protection costs (about ten minutes)"
KEYLINE=.build/release/keyline scripts/protection.sh >&2 || status=$?

say "what it costs to agree on a key and to share a region (some minutes)"
KEYLINE=.build/release/keyline scripts/sharing.sh >&2 || status=$?

# All loops on one processor: on a busy machine some of them would otherwise run beside other work and some not.
if command -v taskset >/dev/null; then
  processor=$(taskset -cp $$ | sed 's/.*[^0-9]//')
  taskset -c "$processor" .build/release/keyline bench "$@" || status=$?
else
  .build/release/keyline bench "$@" || status=$?
fi
exit $status
