/* What the test programs share. `keyline run` compiles one source, so each includes the files of the library that it
 * needs. The exit code is 0, or the number of the first check that failed; the console names all that did. */
#pragma once
#include "bare.h"

static int check_count, first_failure;

static inline void check(bool passed, const char *name) {
  check_count++;
  if (passed) return;
  if (!first_failure) first_failure = check_count;
  put_text("failed: ");
  put_text(name);
  put_text("\n");
}

/* Bytes of hexadecimal digits, between which there may be spaces; their number. */
static inline size_t parse(uint8_t *bytes, const char *digits) {
  size_t count = 0;
  for (; *digits; digits++) {
    if (*digits == ' ') continue;
    int value = *digits <= '9' ? *digits - '0' : *digits - 'a' + 10;
    if (count % 2 == 0) bytes[count / 2] = (uint8_t)(value << 4);
    else bytes[count / 2] |= (uint8_t)value;
    count++;
  }
  return count / 2;
}

static inline void check_bytes(const uint8_t *bytes, const char *digits, const char *name) {
  uint8_t expected[600];
  size_t count = parse(expected, digits);
  check(memcmp(bytes, expected, count) == 0, name);
}

/* Whether memory holds nothing but zeros, as after a function that failed. */
static inline bool is_zero(const void *memory, size_t count) {
  const uint8_t *bytes = memory;
  uint8_t all = 0;
  while (count--) all |= *bytes++;
  return all == 0;
}

static inline size_t length(const char *text) {
  size_t count = 0;
  while (text[count]) count++;
  return count;
}

/* Whether an operation takes as many instructions for one input as for another. Without protection: counters stand
 * still in encrypted mode. */
__attribute__((noinline)) static uint32_t instructions_of(void (*operation)(void)) {
  uint32_t before = instructions();
  operation();
  return instructions() - before;
}

static inline void check_constant(void (*prepare)(int number), void (*operation)(void), int inputs, const char *name) {
  prepare(0);
  uint32_t count = instructions_of(operation);
  for (int i = 1; i < inputs; i++) {
    prepare(i);
    check(instructions_of(operation) == count, name);
  }
}
