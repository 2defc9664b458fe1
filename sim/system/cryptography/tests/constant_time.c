/* Comparison against the plain one for every pair of a few bytes, choosing, and erasing what nobody reads again. */
#include "../constant_time.c"
#include "check.h"

/* A secret in a frame of the stack; what is left of it is looked for by address. */
static volatile uint8_t *address;

__attribute__((noinline)) static void leave_nothing(void) {
  uint8_t secret[37];
  for (size_t i = 0; i < sizeof secret; i++) secret[i] = 0xa5;
  address = secret;
  wipe(secret, sizeof secret);
}

int main(void) {
  static const uint8_t values[] = {0, 1, 2, 0x7f, 0x80, 0x81, 0xfe, 0xff};
  bool equal = true, less = true;
  for (uint32_t i = 0; i < 4096; i++) {
    uint8_t left[2] = {values[i & 7], values[i >> 3 & 7]}, right[2] = {values[i >> 6 & 7], values[i >> 9]};
    int order = memcmp(left, right, 2);
    equal &= equal_bytes(left, right, 2) == (order == 0);
    less &= less_bytes(left, right, 2) == (order < 0);
  }
  check(equal, "equal_bytes");
  check(less, "less_bytes");
  check(equal_bytes("a", "b", 0) && !less_bytes("a", "b", 0), "no bytes");
  uint8_t long_left[300], long_right[300];
  memset(long_left, 3, sizeof long_left);
  memset(long_right, 3, sizeof long_right);
  check(equal_bytes(long_left, long_right, sizeof long_left), "300 equal bytes");
  bool every = true;
  for (size_t i = 0; i < sizeof long_left; i++) {
    long_left[i] ^= 1;
    every &= !equal_bytes(long_left, long_right, sizeof long_left);
    every &= less_bytes(long_left, long_right, sizeof long_left);
    every &= !less_bytes(long_right, long_left, sizeof long_left);
    long_left[i] ^= 1;
  }
  check(every, "one of 300 bytes is different");

  check(mask_if_zero(0) == 0xffffffff && mask_if_zero(1) == 0 && mask_if_zero(0x80000000) == 0, "mask_if_zero");
  check(mask_of_bit(1) == 0xffffffff && mask_of_bit(0) == 0, "mask_of_bit");
  check(select_word(0xffffffff, 5, 6) == 5 && select_word(0, 5, 6) == 6, "select_word");
  uint8_t chosen[] = "abc";
  select_bytes(0xffffffff, chosen, "xyz", chosen, 3);
  check(memcmp(chosen, "xyz", 3) == 0, "select_bytes, set");
  select_bytes(0, chosen, "abc", chosen, 3);
  check(memcmp(chosen, "xyz", 3) == 0, "select_bytes, clear");

  leave_nothing();
  bool left_over = false;
  for (size_t i = 0; i < 37; i++) left_over |= address[i] == 0xa5;
  check(!left_over, "wipe");
  for (size_t offset = 0; offset < 4; offset++) {
    for (size_t count = 0; count < 9; count++) {
      alignas(4) uint8_t bytes[16];
      memset(bytes, 1, sizeof bytes);
      wipe(bytes + offset, count);
      size_t zeros = 0;
      for (size_t i = 0; i < sizeof bytes; i++) zeros += bytes[i] == 0;
      if (zeros != count || !is_zero(bytes + offset, count)) check(false, "wipe with this offset and size");
    }
  }
  return first_failure;
}
