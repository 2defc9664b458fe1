/* Comparing, choosing and erasing without a trace: which instructions are executed and which addresses are accessed
 * depends on sizes and never on contents. A mask is a word of 32 zeros or 32 ones. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The same word, of which the compiler knows nothing any more: it cannot turn a mask back into the branch that it
 * stands for. */
static inline uint32_t opaque(uint32_t word) {
  __asm__("" : "+r"(word));
  return word;
}

/* Ones if the bit, 0 or 1, is set. */
static inline uint32_t mask_of_bit(uint32_t bit) { return opaque(0 - bit); }

/* Ones if the word is 0. */
static inline uint32_t mask_if_zero(uint32_t word) { return mask_of_bit(((word | (0 - word)) >> 31) ^ 1); }

/* `set` where the mask has ones, else `clear`. */
static inline uint32_t select_word(uint32_t mask, uint32_t set, uint32_t clear) {
  return clear ^ (mask & (set ^ clear));
}

/* Copies `set` if the mask is ones, `clear` if it is zeros. `to` may be one of them. */
void select_bytes(uint32_t mask, void *to, const void *set, const void *clear, size_t count);

/* Whether all bytes are equal; true if there are none. */
bool equal_bytes(const void *left, const void *right, size_t count);

/* Whether one big-endian number is less than another of the same size. */
bool less_bytes(const void *left, const void *right, size_t count);

/* Overwrites memory with zeros, even if nothing reads it afterwards. */
void wipe(void *memory, size_t count);
