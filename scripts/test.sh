#!/bin/sh
# The whole test run: what readers of Verilog and Swift complain about first, because it is quick, then every test of the package.
set -eu
cd "$(dirname "$0")/.."

echo "test: rtl/ and Swift style"
scripts/lint.sh
echo "test: published vectors"
scripts/vectors.sh >/dev/null
echo "test: the prover's tool chain"
scripts/formal.sh >/dev/null
echo "test: synthesis, place and route"
scripts/fpga.sh >/dev/null
echo "test: building"
swift build --build-tests
echo "test: running"
swift test --skip-build --disable-xctest
