#include "suite.h"
#include "diffie_hellman.h"
#include "random.h"
#include "x25519.h"

static_assert(SUITE_SECRET_SIZE == DIFFIE_HELLMAN_PRIVATE_SIZE && SUITE_SECRET_SIZE == X25519_SIZE);
static_assert(SUITE_VALUE_MAXIMUM == DIFFIE_HELLMAN_SIZE);

enum suite suite_set_strongest(suite_set set) {
  for (uint32_t suite = SUITES; suite > 0; suite--)
    if (suite_set_has(set, (enum suite)suite)) return (enum suite)suite;
  return SUITE_NONE;
}

const char *suite_text(enum suite suite) {
  return suite == SUITE_FFDHE2048_RSA_PSS ? "ffdhe2048 with RSA-PSS" : "X25519 with Ed25519";
}

enum signing_algorithm suite_signing(enum suite suite) {
  return suite == SUITE_FFDHE2048_RSA_PSS ? SIGNING_RSA_PSS : SIGNING_ED25519;
}

uint32_t suite_value_size(enum suite suite) {
  return suite == SUITE_FFDHE2048_RSA_PSS ? DIFFIE_HELLMAN_SIZE : X25519_SIZE;
}

enum cryptography_result suite_choose(enum suite suite, uint8_t secret[SUITE_SECRET_SIZE], uint8_t *value) {
  enum cryptography_result result = random_bytes(secret, SUITE_SECRET_SIZE);
  if (result) return result;
  if (suite == SUITE_FFDHE2048_RSA_PSS) return diffie_hellman_public(value, secret);
  x25519_public(value, secret);
  return CRYPTOGRAPHY_DONE;
}

enum cryptography_result suite_agree(enum suite suite, uint8_t *agreed, const uint8_t secret[SUITE_SECRET_SIZE],
                                     const uint8_t *peer_value) {
  if (suite == SUITE_FFDHE2048_RSA_PSS) return diffie_hellman_shared(agreed, secret, peer_value);
  return x25519(agreed, secret, peer_value);
}
