#include "signing.h"
#include "constant_time.h"
#include "ed25519.h"
#include "memory.h"
#include "random.h"
#include "rsa.h"

uint32_t signing_key_size(enum signing_algorithm algorithm) {
  return algorithm == SIGNING_RSA_PSS ? SIGNING_KEY_MAXIMUM : ED25519_PUBLIC_SIZE;
}

uint32_t signing_signature_size(enum signing_algorithm algorithm) {
  return algorithm == SIGNING_RSA_PSS ? SIGNING_SIGNATURE_MAXIMUM : ED25519_SIGNATURE_SIZE;
}

enum cryptography_result signing_sign(uint8_t *signature, const void *message, uint32_t size,
                                      const struct private_key *key) {
  if (key->public_key.algorithm == SIGNING_ED25519) {
    struct ed25519_key expanded;
    ed25519_key(&expanded, key->secret);
    ed25519_sign(signature, message, size, &expanded);
    wipe(&expanded, sizeof expanded);
    return CRYPTOGRAPHY_DONE;
  }
  uint8_t salt[RSA_SALT_SIZE];
  enum cryptography_result result = random_bytes(salt, sizeof salt);
  if (result) return result;
  return rsa_pss_sign(signature, message, size, salt, key->public_key.bytes, key->secret, SIGNING_KEY_MAXIMUM);
}

enum cryptography_result signing_verify(const uint8_t *signature, uint32_t signature_size, const void *message,
                                        uint32_t size, const struct public_key *key) {
  if (signature_size != signing_signature_size(key->algorithm)) return CRYPTOGRAPHY_BAD_SIGNATURE;
  if (key->algorithm == SIGNING_ED25519) return ed25519_verify(signature, message, size, key->bytes);
  return rsa_pss_verify(signature, signature_size, message, size, key->bytes, SIGNING_KEY_MAXIMUM);
}
