#include "hmac.h"
#include "constant_time.h"
#include "memory.h"

void hmac_sha256_init(struct hmac_sha256 *hmac, const void *key, size_t key_size) {
  uint8_t block[SHA256_BLOCK] = {0};
  if (key_size > SHA256_BLOCK) sha256(block, key, key_size);
  else memcpy(block, key, key_size);
  for (size_t i = 0; i < SHA256_BLOCK; i++) block[i] ^= 0x36;
  sha256_init(&hmac->inner);
  sha256_update(&hmac->inner, block, SHA256_BLOCK);
  for (size_t i = 0; i < SHA256_BLOCK; i++) block[i] ^= 0x36 ^ 0x5c;
  sha256_init(&hmac->outer);
  sha256_update(&hmac->outer, block, SHA256_BLOCK);
  wipe(block, sizeof block);
}

void hmac_sha256_update(struct hmac_sha256 *hmac, const void *message, size_t size) {
  sha256_update(&hmac->inner, message, size);
}

void hmac_sha256_final(struct hmac_sha256 *hmac, uint8_t tag[HMAC_SHA256_SIZE]) {
  uint8_t digest[SHA256_SIZE];
  sha256_final(&hmac->inner, digest);
  sha256_update(&hmac->outer, digest, SHA256_SIZE);
  sha256_final(&hmac->outer, tag);
  wipe(digest, sizeof digest);
}

void hmac_sha256(uint8_t tag[HMAC_SHA256_SIZE], const void *key, size_t key_size, const void *message, size_t size) {
  struct hmac_sha256 hmac;
  hmac_sha256_init(&hmac, key, key_size);
  hmac_sha256_update(&hmac, message, size);
  hmac_sha256_final(&hmac, tag);
}
