#include "x25519.h"
#include "constant_time.h"
#include "field25519.h"
#include "memory.h"
#include "secret.h"

/* A step of the ladder (RFC 7748, section 5): with the points (x2 : z2) and (x3 : z3), whose difference is x1, the
 * double of the first and the sum of both. */
static void x25519_step(struct field25519 *x2, struct field25519 *z2, struct field25519 *x3, struct field25519 *z3,
                        const struct field25519 *x1) {
  struct field25519 a, aa, b, bb, e, da, cb;
  field25519_add(&a, x2, z2);
  field25519_subtract(&b, x2, z2);
  field25519_add(&cb, x3, z3);
  field25519_subtract(&da, x3, z3);
  field25519_multiply(&da, &da, &a);
  field25519_multiply(&cb, &cb, &b);
  field25519_square(&aa, &a);
  field25519_square(&bb, &b);
  field25519_add(x3, &da, &cb);
  field25519_square(x3, x3);
  field25519_subtract(z3, &da, &cb);
  field25519_square(z3, z3);
  field25519_multiply(z3, z3, x1);
  field25519_multiply(x2, &aa, &bb);
  field25519_subtract(&e, &aa, &bb);
  field25519_multiply_small(z2, &e, 121665); /* (486662 - 2) / 4 */
  field25519_add(z2, z2, &aa);
  field25519_multiply(z2, z2, &e);
}

/* The function X25519 of the RFC. */
static void x25519_multiply(uint8_t result[X25519_SIZE], const uint8_t scalar[X25519_SIZE],
                            const uint8_t u[X25519_SIZE]) {
  uint8_t clamped[X25519_SIZE], coordinate[X25519_SIZE];
  DECLARE_SECRET(scalar, X25519_SIZE);
  memcpy(clamped, scalar, X25519_SIZE);
  clamped[0] &= 248;
  clamped[31] = (clamped[31] & 127) | 64;
  memcpy(coordinate, u, X25519_SIZE);
  coordinate[31] &= 127;

  struct field25519 x1, x2 = {{1}}, z2 = {{0}}, x3, z3 = {{1}};
  field25519_from_bytes(&x1, coordinate);
  x3 = x1;
  uint32_t exchanged = 0;
  for (int i = 254; i >= 0; i--) {
    uint32_t bit = clamped[i / 8] >> (i & 7) & 1;
    uint32_t mask = mask_of_bit(exchanged ^ bit);
    field25519_swap(mask, &x2, &x3);
    field25519_swap(mask, &z2, &z3);
    exchanged = bit;
    x25519_step(&x2, &z2, &x3, &z3, &x1);
  }
  /* The last bit of a clamped scalar is 0: nothing is left to exchange. */
  field25519_invert(&z2, &z2);
  field25519_multiply(&x2, &x2, &z2);
  field25519_to_bytes(result, &x2);
  wipe(clamped, sizeof clamped);
  wipe(&x2, sizeof x2);
  wipe(&z2, sizeof z2);
  wipe(&x3, sizeof x3);
  wipe(&z3, sizeof z3);
}

void x25519_public(uint8_t public_key[X25519_SIZE], const uint8_t private_key[X25519_SIZE]) {
  static const uint8_t base[X25519_SIZE] = {9};
  x25519_multiply(public_key, private_key, base);
}

enum cryptography_result x25519(uint8_t shared_secret[X25519_SIZE], const uint8_t private_key[X25519_SIZE],
                                const uint8_t peer_public_key[X25519_SIZE]) {
  static const uint8_t zero[X25519_SIZE] = {0};
  x25519_multiply(shared_secret, private_key, peer_public_key);
  DECLARE_SECRET(shared_secret, X25519_SIZE);
  return equal_bytes(shared_secret, zero, X25519_SIZE) ? CRYPTOGRAPHY_BAD_KEY : CRYPTOGRAPHY_DONE;
}
