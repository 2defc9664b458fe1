#include "authenticated_keys.h"
#include "constant_time.h"
#include "hkdf.h"
#include "memory.h"
#include "secret.h"

void transcript_begin(struct sha256 *transcript) {
  static const char purpose[] = "Keyline authenticated exchange, version 1";
  sha256_init(transcript);
  sha256_update(transcript, purpose, sizeof purpose);
}

void transcript_add(struct sha256 *transcript, const void *bytes, uint32_t size) {
  uint8_t number[4] = {(uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8), (uint8_t)size};
  sha256_update(transcript, number, sizeof number);
  sha256_update(transcript, bytes, size);
}

static void digest(uint8_t bytes[SHA256_SIZE], const struct sha256 *transcript) {
  struct sha256 copy = *transcript;
  sha256_final(&copy, bytes);
}

/* What is signed: who signs, in what role, and everything that was sent. Other uses of the key begin with other
 * words. */
enum { ROLE_SIZE = 48, SIGNED_SIZE = ROLE_SIZE + SHA256_SIZE };

static void to_be_signed(uint8_t bytes[SIGNED_SIZE], const struct sha256 *transcript, enum authenticated_role role) {
  static const char roles[2][ROLE_SIZE] = {
      [AUTHENTICATED_OWNER] = "Keyline authenticated exchange: the owner",
      [AUTHENTICATED_CLIENT] = "Keyline authenticated exchange: the client",
  };
  memcpy(bytes, roles[role], ROLE_SIZE);
  digest(bytes + ROLE_SIZE, transcript);
}

enum cryptography_result transcript_sign(uint8_t *signature, const struct sha256 *transcript,
                                         enum authenticated_role role, const struct private_key *key) {
  uint8_t bytes[SIGNED_SIZE];
  to_be_signed(bytes, transcript, role);
  return signing_sign(signature, bytes, sizeof bytes, key);
}

enum cryptography_result transcript_verify(const uint8_t *signature, uint32_t size, const struct sha256 *transcript,
                                           enum authenticated_role role, const struct public_key *key) {
  uint8_t bytes[SIGNED_SIZE];
  to_be_signed(bytes, transcript, role);
  return signing_verify(signature, size, bytes, sizeof bytes, key);
}

void authenticated_derive(struct authenticated *exchange) {
  static const char common[] = "common key";
  static const char owner[] = "confirmation by the owner", client[] = "confirmation by the client";
  uint8_t salt[SHA256_SIZE], extracted[HKDF_KEY_SIZE];
  digest(salt, &exchange->transcript);
  hkdf_extract(extracted, salt, sizeof salt, exchange->secret.agreed, suite_value_size(exchange->suite));
  uint8_t(*confirmation)[SHA256_SIZE] = exchange->secret.confirmation;
  /* 32 bytes are never too many. */
  if (hkdf_expand(exchange->secret.common, SHA256_SIZE, extracted, common, sizeof common) ||
      hkdf_expand(confirmation[AUTHENTICATED_OWNER], SHA256_SIZE, extracted, owner, sizeof owner) ||
      hkdf_expand(confirmation[AUTHENTICATED_CLIENT], SHA256_SIZE, extracted, client, sizeof client))
    __builtin_trap();
  DECLARE_SECRET(extracted, sizeof extracted);
  DECLARE_SECRET(exchange->secret.common, sizeof exchange->secret.common);
  DECLARE_SECRET(confirmation, sizeof exchange->secret.confirmation);
  wipe(extracted, sizeof extracted);
  wipe(exchange->secret.exponent, sizeof exchange->secret.exponent);
  wipe(exchange->secret.agreed, sizeof exchange->secret.agreed);
}

void authenticated_code(uint8_t code[SHA256_SIZE], const struct authenticated *exchange, enum authenticated_role role) {
  uint8_t all[SHA256_SIZE];
  digest(all, &exchange->transcript);
  hmac_sha256(code, exchange->secret.confirmation[role], SHA256_SIZE, all, sizeof all);
}
