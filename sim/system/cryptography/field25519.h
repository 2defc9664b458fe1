/* Arithmetic modulo p = 2^255 - 19, for X25519 (RFC 7748) and Ed25519 (RFC 8032). An element is any number below 2^256,
 * of which the residue modulo p counts: sums and products are brought below 2^256 with 2^256 = 38 (modulo p), and below
 * p only as bytes. Which instructions are executed depends on no element. Results may overlap operands. */
#pragma once
#include <stdint.h>

enum { FIELD25519_SIZE = 32 };

/* Words of 32 bits, the least significant first. */
struct field25519 {
  uint32_t word[8];
};

/* Little-endian, all 256 bits. */
void field25519_from_bytes(struct field25519 *element, const uint8_t bytes[FIELD25519_SIZE]);

/* Little-endian, the residue below p. */
void field25519_to_bytes(uint8_t bytes[FIELD25519_SIZE], const struct field25519 *element);

void field25519_add(struct field25519 *sum, const struct field25519 *a, const struct field25519 *b);
void field25519_subtract(struct field25519 *difference, const struct field25519 *a, const struct field25519 *b);
void field25519_multiply(struct field25519 *product, const struct field25519 *a, const struct field25519 *b);
void field25519_square(struct field25519 *square, const struct field25519 *a);

/* By a number below 2^24. */
void field25519_multiply_small(struct field25519 *product, const struct field25519 *a, uint32_t factor);

/* 1/a = a^(p-2), and 0 for 0. */
void field25519_invert(struct field25519 *inverse, const struct field25519 *a);

/* a^((p-5)/8), from which square roots are made. */
void field25519_power_of_root(struct field25519 *power, const struct field25519 *a);

/* Exchanges two elements if the mask is ones. */
void field25519_swap(uint32_t mask, struct field25519 *a, struct field25519 *b);

/* `set` if the mask is ones, else `clear`. */
void field25519_select(uint32_t mask, struct field25519 *element, const struct field25519 *set,
                       const struct field25519 *clear);

/* Ones if the residues are equal. */
uint32_t field25519_equal(const struct field25519 *a, const struct field25519 *b);

/* The lowest bit of the residue: the "sign" of RFC 8032. */
uint32_t field25519_is_odd(const struct field25519 *a);
