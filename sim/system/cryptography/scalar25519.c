#include "scalar25519.h"
#include "constant_time.h"

static const struct scalar25519 scalar25519_order = {
    {0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0x00000000, 0x00000000, 0x00000000, 0x10000000}};

static uint32_t scalar25519_word(const uint8_t bytes[4]) {
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

void scalar25519_from_bytes(struct scalar25519 *scalar, const uint8_t bytes[SCALAR25519_SIZE]) {
  for (int i = 0; i < 8; i++) scalar->word[i] = scalar25519_word(bytes + 4 * i);
}

void scalar25519_to_bytes(uint8_t bytes[SCALAR25519_SIZE], const struct scalar25519 *scalar) {
  for (int i = 0; i < SCALAR25519_SIZE; i++) bytes[i] = (uint8_t)(scalar->word[i / 4] >> 8 * (i & 3));
}

/* The number less L, and 1 if it was below L. */
static uint32_t scalar25519_less_order(struct scalar25519 *difference, const struct scalar25519 *scalar) {
  int64_t carry = 0;
  for (int i = 0; i < 8; i++) {
    carry += (int64_t)scalar->word[i] - scalar25519_order.word[i];
    difference->word[i] = (uint32_t)carry;
    carry >>= 32;
  }
  return (uint32_t)carry & 1;
}

bool scalar25519_is_reduced(const struct scalar25519 *scalar) {
  struct scalar25519 difference;
  return scalar25519_less_order(&difference, scalar);
}

/* Long division, bit by bit: slow, but a hundredth of what a product of a point takes. The highest 252 bits are below
 * L; each of the other 260 doubles the remainder, which stays below L by one subtraction at most. */
static void scalar25519_reduce_words(struct scalar25519 *remainder, const uint32_t word[16]) {
  for (int i = 0; i < 7; i++) remainder->word[i] = word[i + 8] >> 4 | word[i + 9] << 28;
  remainder->word[7] = word[15] >> 4;
  for (int position = 259; position >= 0; position--) {
    uint32_t bit = word[position / 32] >> (position & 31) & 1;
    for (int i = 0; i < 8; i++) {
      uint32_t next = remainder->word[i] >> 31;
      remainder->word[i] = remainder->word[i] << 1 | bit;
      bit = next;
    }
    struct scalar25519 difference;
    uint32_t below = mask_of_bit(scalar25519_less_order(&difference, remainder));
    for (int i = 0; i < 8; i++) remainder->word[i] = select_word(below, remainder->word[i], difference.word[i]);
  }
}

void scalar25519_reduce(struct scalar25519 *scalar, const uint8_t bytes[2 * SCALAR25519_SIZE]) {
  uint32_t word[16];
  for (int i = 0; i < 16; i++) word[i] = scalar25519_word(bytes + 4 * i);
  scalar25519_reduce_words(scalar, word);
  wipe(word, sizeof word);
}

void scalar25519_multiply_add(struct scalar25519 *result, const struct scalar25519 *a, const struct scalar25519 *b,
                              const struct scalar25519 *c) {
  uint32_t word[16];
  for (int i = 0; i < 8; i++) word[i] = c->word[i];
  for (int i = 0; i < 8; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < 8; j++) {
      carry += (uint64_t)a->word[i] * b->word[j] + word[i + j];
      word[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
    word[i + 8] = (uint32_t)carry;
  }
  scalar25519_reduce_words(result, word);
  wipe(word, sizeof word);
}
