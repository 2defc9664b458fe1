/* What the compiler of Swift expects to be there: a character for `print`, and a heap. */
#include "../system/heap.h"
#include "bare.h"

int putchar(int character) {
  put_character((char)character);
  return character;
}

enum { HEAP_BYTES = 1 << 16 };
static char room[HEAP_BYTES] __attribute__((aligned(16)));
static struct heap heap = {room, room + HEAP_BYTES, {}};

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *address = heap_take(&heap, alignment, size);
  if (!address) return 12;
  *result = address;
  return 0;
}

void free(void *address) {
  if (address) heap_give_back(&heap, address);
}
