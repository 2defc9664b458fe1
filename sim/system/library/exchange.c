#include "exchange.h"
#include "constant_time.h"
#include "hkdf.h"
#include "memory.h"
#include "random.h"

enum cryptography_result exchange_choose(struct exchange *exchange) {
  enum cryptography_result result = random_bytes(exchange->exponent, sizeof exchange->exponent);
  return result ? result : diffie_hellman_public(exchange->own, exchange->exponent);
}

enum cryptography_result exchange_agree(struct exchange *exchange, const uint8_t peer[DIFFIE_HELLMAN_SIZE]) {
  return diffie_hellman_shared(exchange->agreed, exchange->exponent, peer);
}

void exchange_key(struct region_key *key, const struct exchange *exchange, enum exchange_role role,
                  const uint8_t peer[DIFFIE_HELLMAN_SIZE], const char *purpose) {
  struct hmac_sha256 hmac;
  uint8_t transcript[SHA256_SIZE];
  uint8_t extracted[HKDF_KEY_SIZE];
  uint32_t length = 0;
  while (purpose[length]) length++;
  const uint8_t *first = role == EXCHANGE_OWNER ? exchange->own : peer;
  const uint8_t *second = role == EXCHANGE_OWNER ? peer : exchange->own;
  hmac_sha256_init(&hmac, purpose, length);
  hmac_sha256_update(&hmac, first, DIFFIE_HELLMAN_SIZE);
  hmac_sha256_update(&hmac, second, DIFFIE_HELLMAN_SIZE);
  hmac_sha256_final(&hmac, transcript);
  hkdf_extract(extracted, 0, 0, exchange->agreed, sizeof exchange->agreed);
  /* 40 bytes are never too many. */
  if (hkdf_expand(key, sizeof *key, extracted, transcript, sizeof transcript)) __builtin_trap();
  wipe(extracted, sizeof extracted);
}
