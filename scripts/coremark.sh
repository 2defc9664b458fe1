#!/bin/sh
# CoreMark on the hardware of the processor, in simulation: scripts/coremark.sh FOLDER
# FOLDER has the sources of https://github.com/eembc/coremark. In the environment, what differs from the defaults:
#   RISCV_CC     compiler with its target  (clang --target=riscv32-unknown-elf)
#   RISCV_LD     linker                    (ld.lld)
#   FLAGS        optimisation              (-O2)
#   ITERATIONS   of the benchmark          (10)
#   DESIGN       design point              (small)
set -eu

say() { echo "coremark: $*" >&2; }
folder=${1:?"say where CoreMark's sources are: scripts/coremark.sh FOLDER"}
here=$(cd "$(dirname "$0")/.." && pwd)
for source in core_list_join.c core_main.c core_matrix.c core_state.c core_util.c coremark.h; do
  [ -f "$folder/$source" ] || {
    say "$folder/$source is missing: FOLDER is to have the sources of https://github.com/eembc/coremark"
    exit 2
  }
done

compiler=${RISCV_CC:-clang --target=riscv32-unknown-elf}
flags=${FLAGS:--O2}
iterations=${ITERATIONS:-10}
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
# Our port takes the place of one that lies beside the sources.
cp "$folder"/core_*.c "$folder"/coremark.h "$build"
cp "$here"/sim/coremark/core_portme.* "$here"/sim/bare/bare.h "$here"/sim/bare/runtime.c "$here"/sim/bare/start.S "$build"
cd "$build"
objects=""
for source in core_*.c runtime.c start.S; do
  # The functions that compilers call must not be made calls of themselves.
  own=$([ "$source" != runtime.c ] || echo -fno-builtin)
  # shellcheck disable=SC2086
  $compiler -march=rv32ima_zicsr_zifencei -mabi=ilp32 -mcmodel=medany -ffreestanding $flags $own \
    -DITERATIONS="$iterations" -DPERFORMANCE_RUN=1 -DCOMPILER_FLAGS="\"$flags\"" -c "$source" -o "$source.o"
  objects="$objects $source.o"
done
# shellcheck disable=SC2086
${RISCV_LD:-ld.lld} -m elf32lriscv -T "$here/sim/bare/bare.ld" -o coremark.elf $objects

cd "$here"
${KEYLINE:-.build/debug/keyline} run --model rtl --alone --design "${DESIGN:-small}" "$build/coremark.elf" | tee "$build/output"
awk -v iterations="$iterations" '
  /Correct operation validated/ { valid = 1 }
  /^Cycles/ { cycles = $3 }
  /^Instructions/ { instructions = $3 }
  END {
    if (!valid || !cycles) { print "coremark: the results are wrong" > "/dev/stderr"; exit 1 }
    printf "%.2f CoreMark/MHz, %d cycles an iteration, %.3f cycles per instruction\n",
      iterations * 1e6 / cycles, cycles / iterations, cycles / instructions
  }' "$build/output"
