#!/bin/sh
# Measures what protection costs: every program of sim/bare/programs on the hardware (design points small and fast, 20 cycles to
# memory), in plaintext and in encrypted mode with aes128-xts, from its first instruction to its last. Prints the table, and writes it
# into docs/core.md. KEYLINE names another build of the tool.
set -eu
cd "$(dirname "$0")/.."
keyline=${KEYLINE:-.build/debug/keyline}
page=docs/core.md
work=.build/protection
mkdir -p "$work"

# measure POINT NAME ARGUMENT...: the line of the statistics that counts, as numbers: instructions, cycles, lines read, lines written.
measure() {
  point=$1
  name=$2
  shift 2
  "$keyline" run --model rtl --design "$point" --alone --statistics "$@" "sim/bare/programs/$name.c" \
    >"$work/output" 2>"$work/log" || { cat "$work/log" >&2; return 1; }
  grep ' clock cycles, ' "$work/log" | tail -n 1 \
    | sed -E 's/.*(^|[^0-9])([0-9]+) instructions in ([0-9]+) clock cycles,.*; ([0-9]+) lines read, ([0-9]+) written.*/\2 \3 \4 \5/'
}

{
  echo '| program | instructions | lines read | lines written | cycles in plaintext | encrypted, `small` | cost | encrypted, `fast` | cost |'
  echo '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'
  for source in sim/bare/programs/*.c; do
    name=$(basename "$source" .c)
    # It waits for input, and for interrupts in machine mode.
    [ "$name" = console ] && continue
    echo "protection: $name" >&2
    # Plaintext passes by the cipher, whichever it is.
    plain=$(measure small "$name")
    small=$(measure small "$name" --protect)
    fast=$(measure fast "$name" --protect)
    echo "$name $plain $small $fast" | awk '
      function grouped(n, rest) { return n < 1000 ? n : grouped(int(n / 1000)) sprintf(",%03d", n % 1000) }
      function cost(cycles) { return sprintf("%s | %.1f %%", grouped(cycles), 100 * (cycles - $3) / $3) }
      { printf "| `%s` | %s | %s | %s | %s | %s | %s |\n", $1, grouped($6), grouped($8), grouped($9), grouped($3), cost($7), cost($11) }'
  done
} >"$work/table"
cat "$work/table"
awk -v table="$work/table" '
  /<!-- protection: begin/ { print; while ((getline line < table) > 0) print line; skipped = 1; next }
  /<!-- protection: end/ { skipped = 0 }
  !skipped' "$page" >"$work/page"
cmp -s "$work/page" "$page" || cp "$work/page" "$page"
