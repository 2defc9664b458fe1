/* What the compiler of Swift expects to be there: memory functions, and a heap. */
#include <stddef.h>
#include <stdint.h>

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

/* Blocks of powers of two, and a list of free ones for each. The word before a block is the exponent of its size, and
 * the word before that where it begins: alignment may be larger than the header. */
enum { smallest = 4, largest = 18 };
extern char heap_start[], heap_end[];
static char *unused = heap_start;
static void *free_blocks[largest + 1];

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (alignment < 8) alignment = 8;
  unsigned exponent = smallest;
  while ((1u << exponent) < size + alignment + 8) exponent++;
  if (exponent > largest) return 12;
  char *block = free_blocks[exponent];
  if (block) {
    free_blocks[exponent] = *(void **)block;
  } else {
    if ((size_t)(heap_end - unused) < (1u << exponent)) return 12;
    block = unused;
    unused += 1u << exponent;
  }
  uintptr_t address = ((uintptr_t)block + 8 + alignment - 1) & ~(uintptr_t)(alignment - 1);
  ((uint32_t *)address)[-1] = exponent;
  ((uint32_t *)address)[-2] = (uint32_t)block;
  *result = (void *)address;
  return 0;
}

void free(void *address) {
  if (!address) return;
  unsigned exponent = ((uint32_t *)address)[-1];
  void *block = (void *)((uint32_t *)address)[-2];
  *(void **)block = free_blocks[exponent];
  free_blocks[exponent] = block;
}
