#!/bin/sh
# Reads every design under rtl/ with Verilator (all warnings are errors), Icarus Verilog and Yosys, and the Swift sources
# with swift-format.
set -eu
cd "$(dirname "$0")/.."

# Cells of the FPGA that a design names itself, for Yosys.
cells=

# lint TOP FILE...
lint() {
  top=$1
  shift
  verilator --lint-only -Wall --assert --top-module "$top" "$@"
  # Icarus has no option that makes a warning an error.
  warnings=$(iverilog -g2012 -Wall -Wno-timescale -t null -s "$top" "$@" 2>&1) || { echo "$warnings"; exit 1; }
  [ -z "$warnings" ] || { echo "$warnings"; exit 1; }
  # One word of memory with a constant address is a register, with contents at power-up (power_on_reset).
  yosys -q -w 'Replacing memory .* with list of registers' -e '.*' -p "${cells}read_verilog -sv $*; hierarchy -check -top $top; proc; check -assert"
}

for folder in rtl/*/; do
  [ "$folder" = rtl/boards/ ] && continue
  echo "lint: $folder"
  case $folder in
  rtl/pipelined/ | rtl/pipelined_compact/) top=pipelined_encryption ;;
  rtl/sha256/) top=message_digest ;;
  rtl/hmac_sha256/) top=keyed_digest ;;
  rtl/seed/) top=seed_register_61_810_1 ;;
  rtl/exponentiator/) top=exponentiator ;;
  rtl/keyed/) top=keyed_encryption_unit ;;
  rtl/processor/) top=processor_system ;;
  rtl/core/ | rtl/core_compressed/) top=processor_core ;;
  rtl/level_two/) top=level_two_cache ;;
  *) top=encryption_unit ;;
  esac
  lint "$top" "$folder"*.v
done
for folder in rtl/boards/*/; do
  echo "lint: $folder"
  case $folder in
  *-processor/)
    top=processor_board
    cells="read_verilog -lib +/ecp5/cells_sim.v; "
    ;;
  *)
    top=self_test_board
    cells=
    ;;
  esac
  # shellcheck disable=SC2046
  lint "$top" $(sed "s|^|$folder|" "${folder}files.f")
done
echo "lint: Swift sources"
swift format lint --strict --recursive Package.swift Sources Tests Benchmarks Examples sim/system
