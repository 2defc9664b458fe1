/* What Swift allocates, classes, arrays and longer texts, lies in a hidden region of the process (region.h), under a
 * random key that is nowhere but in the processor. A process that allocates nothing has none. With PLAINTEXT it is
 * memory in plaintext, as everything of the process. */
#include "../heap.h"
#include "sharing.h"

enum { HEAP_BYTES = 1 << 16 };
#ifndef PLAINTEXT
enum { HEAP_SEGMENT = 2 };
#endif
static struct heap heap;

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (!heap.end) {
#ifdef PLAINTEXT
    heap.unused = (char *)expect(system_allocate(HEAP_BYTES), "heap");
#else
    heap.unused = hidden_region(HEAP_SEGMENT, HEAP_BYTES);
#endif
    heap.end = heap.unused + HEAP_BYTES;
  }
  *result = heap_take(&heap, alignment, size);
  if (!*result) fail("the heap of the process has no room left: 64 KiB");
  return 0;
}

void free(void *address) {
  if (address) heap_give_back(&heap, address);
}
