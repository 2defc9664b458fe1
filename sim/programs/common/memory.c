// The functions that a freestanding compiler still calls. They are compiled with -fno-builtin, or the compiler would
// recognise each loop and replace it by a call to the very function it stands in.
#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  unsigned char *target = to;
  const unsigned char *source = from;
  while (count-- > 0) *target++ = *source++;
  return to;
}

void *memset(void *to, int value, size_t count) {
  unsigned char *target = to;
  while (count-- > 0) *target++ = (unsigned char)value;
  return to;
}
