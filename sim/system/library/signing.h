/* Signatures under either of two algorithms: RSASSA-PSS with SHA-256, MGF1 with SHA-256, a salt of 32 bytes, a modulus
 * of 2048 bits and the exponent 65537 (RFC 8017, section 8.1), and Ed25519 (RFC 8032). In encrypted mode only. */
#pragma once
#include "result.h"
#include <stdint.h>

enum signing_algorithm : uint8_t { SIGNING_RSA_PSS = 1, SIGNING_ED25519 = 2 };

enum { SIGNING_KEY_MAXIMUM = 256, SIGNING_SIGNATURE_MAXIMUM = 256 };

/* The modulus, 256 bytes, or the 32 bytes of RFC 8032. */
struct public_key {
  enum signing_algorithm algorithm;
  uint8_t bytes[SIGNING_KEY_MAXIMUM];
};

/* For RSA the public key is the modulus and the secret the private exponent; for Ed25519 the secret is the seed, and
 * the public key follows from it. */
struct private_key {
  struct public_key public_key;
  uint8_t secret[SIGNING_KEY_MAXIMUM];
};

uint32_t signing_key_size(enum signing_algorithm algorithm);
uint32_t signing_signature_size(enum signing_algorithm algorithm);

/* Signs with fresh randomness where the algorithm has some. The signature is as long as its algorithm says. */
enum cryptography_result signing_sign(uint8_t *signature, const void *message, uint32_t size,
                                      const struct private_key *key);

/* DONE if and only if the signature is valid and as long as it should be. */
enum cryptography_result signing_verify(const uint8_t *signature, uint32_t signature_size, const void *message,
                                        uint32_t size, const struct public_key *key);
