#!/bin/sh
# The whole test run: style and RTL first, because they are quick, then every test of the package.
set -eu
cd "$(dirname "$0")/.."

scripts/vectors.sh >/dev/null
echo "test: building"
swift build --build-tests
echo "test: rtl/ is what the sources emit"
.build/debug/keyline emit --check
scripts/lint.sh
echo "test: running"
swift test --skip-build --disable-xctest
