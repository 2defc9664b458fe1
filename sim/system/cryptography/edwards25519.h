/* Points of the curve of Ed25519 (RFC 8032, sections 5.1 to 5.1.4): -x^2 + y^2 = 1 + d x^2 y^2 modulo 2^255 - 19.
 * Results may overlap operands. */
#pragma once
#include "field25519.h"
#include "scalar25519.h"

enum { EDWARDS25519_SIZE = 32 };

/* Extended coordinates: x = X/Z, y = Y/Z, x y = T/Z. */
struct edwards25519 {
  struct field25519 x, y, z, t;
};

extern const struct edwards25519 edwards25519_base;

/* Section 5.1.3. False when the bytes are no point, or not the ones that `edwards25519_encode` gives for it. For public
 * points: how long it takes depends on the bytes. */
bool edwards25519_decode(struct edwards25519 *point, const uint8_t bytes[EDWARDS25519_SIZE]);

/* Section 5.1.2. */
void edwards25519_encode(uint8_t bytes[EDWARDS25519_SIZE], const struct edwards25519 *point);

void edwards25519_negate(struct edwards25519 *negative, const struct edwards25519 *point);

/* The sum of one or two products of scalars of 256 bits and points. Which instructions are executed, and at which
 * addresses, depends on neither. */
enum { EDWARDS25519_MAXIMUM_PRODUCTS = 2 };
void edwards25519_sum_of_products(struct edwards25519 *sum, int count, const struct scalar25519 *scalars,
                                  const struct edwards25519 *points);
