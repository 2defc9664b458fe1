/* What marked functions in Swift allocate: memory of the part. */
#include "../system/heap.h"
#include "protected.h"

enum { HEAP_BYTES = 1 << 16 };
PROTECTED_DATA char protected_room[HEAP_BYTES] __attribute__((aligned(16)));
PROTECTED_DATA struct heap protected_heap;

PROTECTED int protected_posix_memalign(void **result, size_t alignment, size_t size) {
  if (!protected_heap.end) {
    protected_heap.unused = protected_room;
    protected_heap.end = protected_room + HEAP_BYTES;
  }
  void *address = heap_take(&protected_heap, alignment, size);
  if (!address) return 12;
  *result = address;
  return 0;
}

/* What plaintext has allocated does not come back as memory of the part. */
PROTECTED void protected_free(void *address) {
  if (!address) return;
  if ((uintptr_t)address - (uintptr_t)protected_room >= HEAP_BYTES) __builtin_trap();
  heap_give_back(&protected_heap, address);
}
