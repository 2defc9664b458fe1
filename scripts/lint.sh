#!/bin/sh
# Reads every design under rtl/ with Verilator (all warnings are errors), Icarus Verilog and Yosys, and the Swift sources
# with swift-format.
set -eu
cd "$(dirname "$0")/.."

for folder in rtl/*/; do
  top=encryption_unit
  echo "lint: $folder"
  verilator --lint-only -Wall --assert --top-module $top "$folder"*.v
  # Icarus has no option that makes a warning an error.
  warnings=$(iverilog -g2012 -Wall -Wno-timescale -t null -s $top "$folder"*.v 2>&1) || { echo "$warnings"; exit 1; }
  [ -z "$warnings" ] || { echo "$warnings"; exit 1; }
  yosys -q -e '.*' -p "read_verilog -sv $folder*.v; hierarchy -check -top $top; proc; check -assert"
done
echo "lint: Swift sources"
swift format lint --strict --recursive Package.swift Sources Tests Benchmarks Examples
