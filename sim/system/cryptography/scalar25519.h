/* Arithmetic modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the base point of Ed25519 (RFC
 * 8032, section 5.1). Which instructions are executed depends on no number. */
#pragma once
#include <stdint.h>

enum { SCALAR25519_SIZE = 32 };

/* Words of 32 bits, the least significant first. */
struct scalar25519 {
  uint32_t word[8];
};

/* Little-endian; the number as it is. */
void scalar25519_from_bytes(struct scalar25519 *scalar, const uint8_t bytes[SCALAR25519_SIZE]);
void scalar25519_to_bytes(uint8_t bytes[SCALAR25519_SIZE], const struct scalar25519 *scalar);

/* Whether the number is below L. */
bool scalar25519_is_reduced(const struct scalar25519 *scalar);

/* A little-endian number of 512 bits modulo L. */
void scalar25519_reduce(struct scalar25519 *scalar, const uint8_t bytes[2 * SCALAR25519_SIZE]);

/* (a b + c) modulo L, for numbers of 256 bits. */
void scalar25519_multiply_add(struct scalar25519 *result, const struct scalar25519 *a, const struct scalar25519 *b,
                              const struct scalar25519 *c);
