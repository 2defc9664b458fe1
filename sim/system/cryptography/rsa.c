#include "rsa.h"
#include "constant_time.h"
#include "memory.h"
#include "modular.h"
#include "sha256.h"

static enum cryptography_result rsa_check_modulus(const uint8_t *modulus, size_t size) {
  if (size != 256 && size != 384) return CRYPTOGRAPHY_BAD_SIZE;
  return modulus[0] & 0x80 ? CRYPTOGRAPHY_DONE : CRYPTOGRAPHY_BAD_KEY;
}

/* RSAVP1 (5.2.2): value^65537 mod modulus. */
static enum cryptography_result rsa_public_operation(uint8_t *result, const uint8_t *value, const uint8_t *modulus,
                                                     size_t size) {
  static const uint8_t exponent[MODULAR_UNIT] = {[MODULAR_UNIT - 3] = 1, [MODULAR_UNIT - 1] = 1};
  return modular_power(result, value, exponent, sizeof exponent, modulus, size);
}

/* Combines bytes with MGF1 (B.2.1) of a digest, by exclusive or. */
static void rsa_mask(uint8_t *bytes, size_t size, const uint8_t seed[SHA256_SIZE]) {
  for (uint8_t counter = 0; size > 0; counter++) {
    uint8_t counted[SHA256_SIZE + 4] = {0}, mask[SHA256_SIZE];
    memcpy(counted, seed, SHA256_SIZE);
    counted[sizeof counted - 1] = counter;
    sha256(mask, counted, sizeof counted);
    size_t taken = size < sizeof mask ? size : sizeof mask;
    for (size_t i = 0; i < taken; i++) bytes[i] ^= mask[i];
    bytes += taken;
    size -= taken;
  }
}

/* EMSA-PSS-ENCODE (9.1.1) in as many bytes as the modulus has, of which the first bit is zero: zeros, 1 and the salt,
 * masked; the digest H of message digest and salt; 0xbc. */
static void rsa_pss_encode(uint8_t *encoded, size_t size, const uint8_t message_digest[SHA256_SIZE],
                           const uint8_t salt[RSA_SALT_SIZE]) {
  size_t masked = size - SHA256_SIZE - 1;
  uint8_t *digest = encoded + masked;
  static const uint8_t zeros[8] = {0};
  struct sha256 hash;
  sha256_init(&hash);
  sha256_update(&hash, zeros, sizeof zeros);
  sha256_update(&hash, message_digest, SHA256_SIZE);
  sha256_update(&hash, salt, RSA_SALT_SIZE);
  sha256_final(&hash, digest);
  memset(encoded, 0, masked - RSA_SALT_SIZE - 1);
  encoded[masked - RSA_SALT_SIZE - 1] = 1;
  memcpy(encoded + masked - RSA_SALT_SIZE, salt, RSA_SALT_SIZE);
  rsa_mask(encoded, masked, digest);
  encoded[0] &= 0x7f;
  encoded[size - 1] = 0xbc;
}

enum cryptography_result rsa_pss_sign(uint8_t *signature, const void *message, size_t message_size,
                                      const uint8_t salt[RSA_SALT_SIZE], const uint8_t *modulus,
                                      const uint8_t *private_exponent, size_t size) {
  enum cryptography_result result = rsa_check_modulus(modulus, size);
  if (result == CRYPTOGRAPHY_DONE) {
    uint8_t digest[SHA256_SIZE], encoded[RSA_MAXIMUM_SIZE], recovered[RSA_MAXIMUM_SIZE];
    sha256(digest, message, message_size);
    rsa_pss_encode(encoded, size, digest, salt);
    result = modular_power(signature, encoded, private_exponent, size, modulus, size);
    if (result == CRYPTOGRAPHY_DONE) result = rsa_public_operation(recovered, signature, modulus, size);
    if (result == CRYPTOGRAPHY_DONE && !equal_bytes(encoded, recovered, size)) result = CRYPTOGRAPHY_FAULT;
  }
  if (result != CRYPTOGRAPHY_DONE) wipe(signature, size);
  return result;
}

enum cryptography_result rsa_pss_verify(const uint8_t *signature, size_t signature_size, const void *message,
                                        size_t message_size, const uint8_t *modulus, size_t size) {
  enum cryptography_result result = rsa_check_modulus(modulus, size);
  if (result != CRYPTOGRAPHY_DONE) return result;
  if (signature_size != size || !less_bytes(signature, modulus, size)) return CRYPTOGRAPHY_BAD_SIGNATURE;
  uint8_t encoded[RSA_MAXIMUM_SIZE];
  result = rsa_public_operation(encoded, signature, modulus, size);
  if (result != CRYPTOGRAPHY_DONE) return result;

  /* In place of all the checks of EMSA-PSS-VERIFY (9.1.2): the salt is taken out, and what it encodes to has to be what
   * was signed, every bit. */
  uint8_t unmasked[RSA_MAXIMUM_SIZE], digest[SHA256_SIZE], expected[RSA_MAXIMUM_SIZE];
  size_t masked = size - SHA256_SIZE - 1;
  memcpy(unmasked, encoded, masked);
  rsa_mask(unmasked, masked, encoded + masked);
  sha256(digest, message, message_size);
  rsa_pss_encode(expected, size, digest, unmasked + masked - RSA_SALT_SIZE);
  return equal_bytes(encoded, expected, size) ? CRYPTOGRAPHY_DONE : CRYPTOGRAPHY_BAD_SIGNATURE;
}
