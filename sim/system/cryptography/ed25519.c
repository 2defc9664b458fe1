#include "ed25519.h"
#include "constant_time.h"
#include "edwards25519.h"
#include "memory.h"
#include "sha512.h"

/* The digest of 32 bytes, of another 32 unless there are none, and of the message, modulo the order of the group. */
static void ed25519_hash(struct scalar25519 *scalar, const void *first, const void *second, const void *message,
                         size_t size) {
  struct sha512 hash;
  uint8_t digest[SHA512_SIZE];
  sha512_init(&hash);
  sha512_update(&hash, first, 32);
  if (second) sha512_update(&hash, second, 32);
  sha512_update(&hash, message, size);
  sha512_final(&hash, digest);
  scalar25519_reduce(scalar, digest);
  wipe(digest, sizeof digest);
}

/* The encoding of a product of the base point. */
static void ed25519_multiply_base(uint8_t bytes[EDWARDS25519_SIZE], const struct scalar25519 *scalar) {
  struct edwards25519 point;
  edwards25519_sum_of_products(&point, 1, scalar, &edwards25519_base);
  edwards25519_encode(bytes, &point);
  wipe(&point, sizeof point);
}

void ed25519_key(struct ed25519_key *key, const uint8_t seed[ED25519_SEED_SIZE]) {
  uint8_t digest[SHA512_SIZE];
  sha512(digest, seed, ED25519_SEED_SIZE);
  digest[0] &= 0xf8;
  digest[31] = (digest[31] & 0x7f) | 0x40;
  scalar25519_from_bytes(&key->scalar, digest);
  memcpy(key->prefix, digest + 32, sizeof key->prefix);
  ed25519_multiply_base(key->public_key, &key->scalar);
  wipe(digest, sizeof digest);
}

void ed25519_sign(uint8_t signature[ED25519_SIGNATURE_SIZE], const void *message, size_t size,
                  const struct ed25519_key *key) {
  struct scalar25519 secret, challenge;
  ed25519_hash(&secret, key->prefix, nullptr, message, size);
  uint8_t commitment[EDWARDS25519_SIZE];
  ed25519_multiply_base(commitment, &secret);
  ed25519_hash(&challenge, commitment, key->public_key, message, size);
  scalar25519_multiply_add(&secret, &challenge, &key->scalar, &secret);
  memcpy(signature, commitment, sizeof commitment);
  scalar25519_to_bytes(signature + 32, &secret);
  wipe(&secret, sizeof secret);
}

enum cryptography_result ed25519_verify(const uint8_t signature[ED25519_SIGNATURE_SIZE], const void *message,
                                        size_t size, const uint8_t public_key[ED25519_PUBLIC_SIZE]) {
  struct edwards25519 points[2] = {edwards25519_base}, sum;
  if (!edwards25519_decode(&points[1], public_key)) return CRYPTOGRAPHY_BAD_KEY;
  edwards25519_negate(&points[1], &points[1]);
  struct scalar25519 scalars[2];
  scalar25519_from_bytes(&scalars[0], signature + 32);
  if (!scalar25519_is_reduced(&scalars[0])) return CRYPTOGRAPHY_BAD_SIGNATURE;
  ed25519_hash(&scalars[1], signature, public_key, message, size);
  edwards25519_sum_of_products(&sum, 2, scalars, points);
  uint8_t expected[EDWARDS25519_SIZE];
  edwards25519_encode(expected, &sum);
  return memcmp(expected, signature, sizeof expected) == 0 ? CRYPTOGRAPHY_DONE : CRYPTOGRAPHY_BAD_SIGNATURE;
}
