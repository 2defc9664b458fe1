#include "field25519.h"
#include "constant_time.h"

/* Adds a small number, which may be negative. The carry is 1, 0 or -1. */
static int32_t field25519_add_small(struct field25519 *element, int32_t addend) {
  int64_t sum = addend;
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    sum += element->word[i];
    element->word[i] = (uint32_t)sum;
    sum >>= 32;
  }
  return (int32_t)sum;
}

/* Takes the carry out of an element back in: 2^256 = 38. That may carry once more. Then what is left lies within 38
 * times the first carry of 0 or of 2^256, so that the second time only the lowest word changes. */
static void field25519_fold(struct field25519 *element, int32_t carry) {
  int32_t again = field25519_add_small(element, 38 * carry);
  element->word[0] += (uint32_t)(38 * again);
}

void field25519_from_bytes(struct field25519 *element, const uint8_t bytes[FIELD25519_SIZE]) {
  for (int i = 0; i < 8; i++) {
    const uint8_t *word = bytes + 4 * i;
    element->word[i] = word[0] | (uint32_t)word[1] << 8 | (uint32_t)word[2] << 16 | (uint32_t)word[3] << 24;
  }
}

void field25519_to_bytes(uint8_t bytes[FIELD25519_SIZE], const struct field25519 *element) {
  /* Bit 255 is worth 19. Without it the number is below 2^255 + 19: p goes into it once or not at all. */
  struct field25519 residue = *element;
  residue.word[7] &= 0x7fffffff;
  field25519_add_small(&residue, 19 * (int32_t)(element->word[7] >> 31));
  /* It does if another 19 reach bit 255, and without that bit they are the number less p. */
  struct field25519 less = residue;
  field25519_add_small(&less, 19);
  uint32_t reaches = less.word[7] >> 31;
  less.word[7] &= 0x7fffffff;
  field25519_select(mask_of_bit(reaches), &residue, &less, &residue);
  for (int i = 0; i < FIELD25519_SIZE; i++) bytes[i] = (uint8_t)(residue.word[i / 4] >> 8 * (i & 3));
}

void field25519_add(struct field25519 *sum, const struct field25519 *a, const struct field25519 *b) {
  uint64_t carry = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    carry += (uint64_t)a->word[i] + b->word[i];
    sum->word[i] = (uint32_t)carry;
    carry >>= 32;
  }
  field25519_fold(sum, (int32_t)carry);
}

void field25519_subtract(struct field25519 *difference, const struct field25519 *a, const struct field25519 *b) {
  int64_t carry = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    carry += (int64_t)a->word[i] - b->word[i];
    difference->word[i] = (uint32_t)carry;
    carry >>= 32;
  }
  field25519_fold(difference, (int32_t)carry);
}

void field25519_multiply(struct field25519 *product, const struct field25519 *a, const struct field25519 *b) {
  /* Row by row. No sum is larger than (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1. */
  uint32_t word[16];
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) word[i] = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t carry = 0;
#pragma clang loop unroll(full)
    for (int j = 0; j < 8; j++) {
      carry += (uint64_t)a->word[i] * b->word[j] + word[i + j];
      word[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
    word[i + 8] = (uint32_t)carry;
  }
  uint64_t carry = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    carry += (uint64_t)word[i + 8] * 38 + word[i];
    product->word[i] = (uint32_t)carry;
    carry >>= 32;
  }
  field25519_fold(product, (int32_t)carry);
}

void field25519_square(struct field25519 *square, const struct field25519 *a) { field25519_multiply(square, a, a); }

void field25519_multiply_small(struct field25519 *product, const struct field25519 *a, uint32_t factor) {
  uint64_t carry = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    carry += (uint64_t)a->word[i] * factor;
    product->word[i] = (uint32_t)carry;
    carry >>= 32;
  }
  field25519_fold(product, (int32_t)carry);
}

/* a^(2^squarings) b. */
static void field25519_chain(struct field25519 *result, const struct field25519 *a, int squarings,
                             const struct field25519 *b) {
  struct field25519 power = *a;
  while (squarings--) field25519_square(&power, &power);
  field25519_multiply(result, &power, b);
}

/* a^(2^250 - 1) and a^11: what both powers below begin with. The comments are exponents. */
static void field25519_common_power(struct field25519 *power, struct field25519 *eleventh, const struct field25519 *a) {
  struct field25519 two, nine, ten_bits, fifty_bits;
  field25519_square(&two, a);
  field25519_chain(&nine, &two, 2, a);
  field25519_multiply(eleventh, &nine, &two);
  field25519_chain(power, eleventh, 1, &nine);           /* 2^5 - 1 */
  field25519_chain(&ten_bits, power, 5, power);          /* 2^10 - 1 */
  field25519_chain(power, &ten_bits, 10, &ten_bits);     /* 2^20 - 1 */
  field25519_chain(power, power, 20, power);             /* 2^40 - 1 */
  field25519_chain(&fifty_bits, power, 10, &ten_bits);   /* 2^50 - 1 */
  field25519_chain(power, &fifty_bits, 50, &fifty_bits); /* 2^100 - 1 */
  field25519_chain(power, power, 100, power);            /* 2^200 - 1 */
  field25519_chain(power, power, 50, &fifty_bits);       /* 2^250 - 1 */
}

void field25519_invert(struct field25519 *inverse, const struct field25519 *a) {
  struct field25519 power, eleventh;
  field25519_common_power(&power, &eleventh, a);
  field25519_chain(inverse, &power, 5, &eleventh); /* 2^255 - 32 + 11 = p - 2 */
}

void field25519_power_of_root(struct field25519 *result, const struct field25519 *a) {
  struct field25519 power, eleventh;
  field25519_common_power(&power, &eleventh, a);
  field25519_chain(result, &power, 2, a); /* 2^252 - 4 + 1 = (p - 5) / 8 */
}

void field25519_swap(uint32_t mask, struct field25519 *a, struct field25519 *b) {
  for (int i = 0; i < 8; i++) {
    uint32_t difference = mask & (a->word[i] ^ b->word[i]);
    a->word[i] ^= difference;
    b->word[i] ^= difference;
  }
}

void field25519_select(uint32_t mask, struct field25519 *element, const struct field25519 *set,
                       const struct field25519 *clear) {
  for (int i = 0; i < 8; i++) element->word[i] = select_word(mask, set->word[i], clear->word[i]);
}

uint32_t field25519_equal(const struct field25519 *a, const struct field25519 *b) {
  struct field25519 difference;
  uint8_t bytes[FIELD25519_SIZE];
  field25519_subtract(&difference, a, b);
  field25519_to_bytes(bytes, &difference);
  uint32_t any = 0;
  for (int i = 0; i < FIELD25519_SIZE; i++) any |= bytes[i];
  return mask_if_zero(any);
}

uint32_t field25519_is_odd(const struct field25519 *a) {
  uint8_t bytes[FIELD25519_SIZE];
  field25519_to_bytes(bytes, a);
  return bytes[0] & 1;
}
