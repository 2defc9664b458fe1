#include "hkdf.h"
#include "constant_time.h"
#include "memory.h"

void hkdf_extract(uint8_t key[HKDF_KEY_SIZE], const void *salt, size_t salt_size, const void *secret,
                  size_t secret_size) {
  /* Without a salt the key is 32 zeros: the same as none, since HMAC fills it up with zeros. */
  hmac_sha256(key, salt, salt_size, secret, secret_size);
}

enum cryptography_result hkdf_expand(void *output, size_t size, const uint8_t key[HKDF_KEY_SIZE],
                                     const void *information, size_t information_size) {
  if (size > HKDF_MAXIMUM_SIZE) {
    wipe(output, size);
    return CRYPTOGRAPHY_BAD_SIZE;
  }
  uint8_t *bytes = output;
  uint8_t block[SHA256_SIZE];
  for (uint8_t number = 1; size > 0; number++) {
    struct hmac_sha256 hmac;
    hmac_sha256_init(&hmac, key, HKDF_KEY_SIZE);
    if (number > 1) hmac_sha256_update(&hmac, block, sizeof block);
    hmac_sha256_update(&hmac, information, information_size);
    hmac_sha256_update(&hmac, &number, 1);
    hmac_sha256_final(&hmac, block);
    size_t taken = size < sizeof block ? size : sizeof block;
    memcpy(bytes, block, taken);
    bytes += taken;
    size -= taken;
  }
  wipe(block, sizeof block);
  return CRYPTOGRAPHY_DONE;
}
