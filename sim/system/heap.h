/* Memory for what Swift allocates, for kernel and processes. Blocks are powers of two, and there is a list of free ones
 * for each. The word before a block's contents is the exponent of its size, and the word before that where it begins:
 * alignment may be larger than these two. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { HEAP_SMALLEST = 4, HEAP_LARGEST = 18 };

struct heap {
  /* What was never a block: from a multiple of 16 on. */
  char *unused, *end;
  void *free_blocks[HEAP_LARGEST + 1];
};

/* Null when there is no room. The alignment is a power of two. */
static inline void *heap_take(struct heap *heap, size_t alignment, size_t size) {
  if (alignment < 8) alignment = 8;
  if (size > 1u << HEAP_LARGEST || alignment > 1u << HEAP_LARGEST) return nullptr;
  unsigned exponent = HEAP_SMALLEST;
  while ((1u << exponent) < size + alignment + 8) exponent++;
  if (exponent > HEAP_LARGEST) return nullptr;
  char *block = heap->free_blocks[exponent];
  if (block) {
    heap->free_blocks[exponent] = *(void **)block;
  } else {
    if ((size_t)(heap->end - heap->unused) < (1u << exponent)) return nullptr;
    block = heap->unused;
    heap->unused += 1u << exponent;
  }
  uintptr_t address = ((uintptr_t)block + 8 + alignment - 1) & ~(uintptr_t)(alignment - 1);
  ((uint32_t *)address)[-1] = exponent;
  ((uint32_t *)address)[-2] = (uint32_t)block;
  return (void *)address;
}

static inline void heap_give_back(struct heap *heap, void *address) {
  unsigned exponent = ((uint32_t *)address)[-1];
  void *block = (void *)((uint32_t *)address)[-2];
  *(void **)block = heap->free_blocks[exponent];
  heap->free_blocks[exponent] = block;
}
