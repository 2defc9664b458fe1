/* What the compiler of Swift expects to be there: memory functions, and a heap. */
#include "../heap.h"

void *memset(void *to, int value, size_t count) {
  unsigned char *byte = to;
  if (((uintptr_t)to | count) % 4 == 0) {
    uint32_t *word = to;
    for (size_t index = 0; index < count / 4; index++) word[index] = 0x01010101u * (unsigned char)value;
    return to;
  }
  while (count--) *byte++ = (unsigned char)value;
  return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  if (((uintptr_t)to | (uintptr_t)from | count) % 4 == 0) {
    uint32_t *target = to;
    const uint32_t *source = from;
    for (size_t index = 0; index < count / 4; index++) target[index] = source[index];
    return to;
  }
  unsigned char *target = to;
  const unsigned char *source = from;
  while (count--) *target++ = *source++;
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  unsigned char *target = to;
  const unsigned char *source = from;
  if (target <= source || target >= source + count) return memcpy(to, from, count);
  while (count--) target[count] = source[count];
  return to;
}

int memcmp(const void *left, const void *right, size_t count) {
  const unsigned char *a = left, *b = right;
  for (; count--; a++, b++)
    if (*a != *b) return *a - *b;
  return 0;
}

extern char heap_start[], heap_end[];
static struct heap heap = {heap_start, heap_end, {}};

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *address = heap_take(&heap, alignment, size);
  if (!address) return 12;
  *result = address;
  return 0;
}

void free(void *address) {
  if (address) heap_give_back(&heap, address);
}
