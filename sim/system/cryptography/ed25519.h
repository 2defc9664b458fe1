/* Signatures by Ed25519 (RFC 8032, sections 5.1.5 to 5.1.7; neither with a context nor of a digest). All numbers are
 * little-endian, as the RFC has them. How long signing takes depends on the size of the message alone. */
#pragma once
#include "result.h"
#include "scalar25519.h"
#include <stddef.h>
#include <stdint.h>

enum { ED25519_SEED_SIZE = 32, ED25519_PUBLIC_SIZE = 32, ED25519_SIGNATURE_SIZE = 64 };

/* What signing needs, the public key too: signing under another one would show the private one. Wipe it after use. */
struct ed25519_key {
  struct scalar25519 scalar;
  uint8_t prefix[32];
  uint8_t public_key[ED25519_PUBLIC_SIZE];
};

/* Section 5.1.5: the key pair of a seed, which is the RFC's private key: 32 bytes of `random_bytes`. */
void ed25519_key(struct ed25519_key *key, const uint8_t seed[ED25519_SEED_SIZE]);

/* Section 5.1.6. */
void ed25519_sign(uint8_t signature[ED25519_SIGNATURE_SIZE], const void *message, size_t size,
                  const struct ed25519_key *key);

/* Section 5.1.7, by the equation without the factor 8: R has to be the encoding of S B - k A. DONE if and only if the
 * signature is valid; BAD_KEY when the public key is no encoding of a point; else BAD_SIGNATURE, also if S is not below
 * the order of the group. All of it is public: how long it takes may depend on it. A public key of small order, which
 * nobody gets by ed25519_key, is not refused. */
enum cryptography_result ed25519_verify(const uint8_t signature[ED25519_SIGNATURE_SIZE], const void *message,
                                        size_t size, const uint8_t public_key[ED25519_PUBLIC_SIZE]);
