#include "constant_time.h"

void select_bytes(uint32_t mask, void *to, const void *set, const void *clear, size_t count) {
  uint8_t *target = to;
  const uint8_t *a = set, *b = clear;
  for (size_t i = 0; i < count; i++) target[i] = (uint8_t)select_word(mask, a[i], b[i]);
}

bool equal_bytes(const void *left, const void *right, size_t count) {
  const uint8_t *a = left, *b = right;
  uint32_t difference = 0;
  for (size_t i = 0; i < count; i++) difference = opaque(difference | (a[i] ^ b[i]));
  return mask_if_zero(difference) & 1;
}

bool less_bytes(const void *left, const void *right, size_t count) {
  const uint8_t *a = left, *b = right;
  /* The borrow of a subtraction, from the last byte, which is the least significant, to the first. */
  uint32_t borrow = 0;
  while (count--) borrow = opaque((uint32_t)a[count] - b[count] - borrow) >> 31;
  return borrow;
}

void wipe(void *memory, size_t count) {
  uint8_t *bytes = memory;
  if (((uintptr_t)bytes & 3) == 0) {
    for (; count >= 4; count -= 4, bytes += 4) *(uint32_t *)bytes = 0;
  }
  while (count--) *bytes++ = 0;
  /* As if somebody read it: the stores above have to happen. */
  __asm__ volatile("" : : "r"(memory) : "memory");
}
