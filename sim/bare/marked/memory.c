/* What compilers call, for marked functions: those in plaintext cannot reach protected memory. A marked function that
 * calls NAME, which is not marked, gets protected_NAME if there is one. */
#include "bare.h"
#include "protected.h"

PROTECTED void *protected_memcpy(void *to, const void *from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  while (count--) *target++ = *source++;
  return to;
}

PROTECTED void *protected_memmove(void *to, const void *from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if (target <= source) return protected_memcpy(to, from, count);
  while (count--) target[count] = source[count];
  return to;
}

PROTECTED void *protected_memset(void *to, int value, size_t count) {
  uint8_t *target = to;
  while (count--) *target++ = (uint8_t)value;
  return to;
}

PROTECTED int protected_memcmp(const void *left, const void *right, size_t count) {
  const uint8_t *a = left, *b = right;
  for (; count--; a++, b++) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}
