/* Copies of 64 KiB, eight words at a time: a line is read and a line is written for each that is copied. */
#include "bare.h"

enum { WORDS = 16384, ROUNDS = 8 };
/* The copies lie half a cache of 8 KiB apart, so that they do not drive each other out. */
static uint32_t memory[2 * WORDS + 1024] __attribute__((aligned(64)));

static void copy(uint32_t *to, const uint32_t *from) {
  for (const uint32_t *end = from + WORDS; from < end; from += 8, to += 8) {
    uint32_t a = from[0], b = from[1], c = from[2], d = from[3], e = from[4], f = from[5], g = from[6], h = from[7];
    to[0] = a, to[1] = b, to[2] = c, to[3] = d, to[4] = e, to[5] = f, to[6] = g, to[7] = h;
  }
}

int main(void) {
  uint32_t *first = memory, *second = memory + WORDS + 1024;
  for (uint32_t i = 0; i < WORDS; i++) first[i] = i * i;
  for (int round = 0; round < ROUNDS; round++) {
    uint32_t *from = round & 1 ? second : first, *to = round & 1 ? first : second;
    copy(to, from);
  }
  uint32_t wrong = 0;
  for (uint32_t i = 0; i < WORDS; i++) wrong += (first[i] != i * i) + (second[i] != i * i);
  put_text("words that differ: ");
  put_number(wrong);
  put_text("\n");
  return wrong != 0;
}
