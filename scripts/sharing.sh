#!/bin/sh
# Measures what it costs two encrypted processes to agree on a key and to share a region (Benchmarks/Sharing), on the hardware in
# simulation with the golden model beside it. Prints the table, and writes it into docs/performance.md. KEYLINE names another
# build of the tool; ARGUMENTS replaces the arguments of the run.
set -eu
cd "$(dirname "$0")/.."
keyline=${KEYLINE:-.build/debug/keyline}
arguments=${ARGUMENTS:---model rtl}
page=docs/performance.md
work=.build/sharing
rm -rf "$work"
mkdir -p "$work/programs"
cp Benchmarks/Sharing/*.[ch] "$work/programs"

echo "sharing: certificates of two authorities for two processes" >&2
for algorithm in rsa ed25519; do
  "$keyline" certify authority -o "$work/$algorithm" --algorithm $algorithm --name "Authority of the benchmark" >&2
  for name in owner client; do
    "$keyline" certify issue --authority "$work/$algorithm" --name $name --new-key "$work/$name-$algorithm.key" \
      --algorithm $algorithm -o "$work/$name-$algorithm.pem" >&2
  done
done
for name in owner client; do
  "$keyline" certify data --authority "$work/rsa" --authority "$work/ed25519" -o "$work/programs" \
    --key "$work/$name-rsa.key" --certificate "$work/$name-rsa.pem" \
    --key "$work/$name-ed25519.key" --certificate "$work/$name-ed25519.pem" >&2
done

echo "sharing: the processes on the hardware (some minutes)" >&2
# shellcheck disable=SC2086 # Several arguments.
"$keyline" run --system "$work/programs/owner.c" "$work/programs/client.c" $arguments >"$work/output" ||
  { cat "$work/output" >&2; exit 1; }

awk -F ': ' '
  function grouped(n, rest) { return n < 1000 ? n : grouped(int(n / 1000)) sprintf(",%03d", n % 1000) }
  /^cost: / { cycles[$2] = $3 }
  function row(name, text) {
    if (!(name in cycles)) { print "sharing: the run did not say what \"" name "\" takes" > "/dev/stderr"; exit 1 }
    printf "| %s | %s |\n", text, grouped(cycles[name])
  }
  END {
    print "| what | clock cycles |"
    print "| --- | ---: |"
    row("plain", "plain exchange: Diffie-Hellman in ffdhe2048 (figures 4 and 5)")
    row("ffdhe2048, RSA-2048", "authenticated exchange (figure 6): ffdhe2048, RSASSA-PSS with 2048 bits")
    row("X25519, Ed25519", "authenticated exchange: X25519, Ed25519")
    row("share", "the owner asks for a page, puts it under the key and overwrites it")
    row("join", "the client maps it, puts it under the key and reads")
  }' "$work/output" >"$work/table"
cat "$work/table"
awk -v table="$work/table" '
  /<!-- sharing: begin/ { print; while ((getline line < table) > 0) print line; skipped = 1; next }
  /<!-- sharing: end/ { skipped = 0 }
  !skipped' "$page" >"$work/page"
cmp -s "$work/page" "$page" || cp "$work/page" "$page"
