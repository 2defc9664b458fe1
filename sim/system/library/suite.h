/* The algorithms of an authenticated exchange, which may be any (SF-124): here two suites of a Diffie-Hellman group and
 * a signature. */
#pragma once
#include "signing.h"

enum suite : uint8_t {
  SUITE_NONE = 0,
  /* ffdhe2048 (RFC 7919) and RSASSA-PSS: the algorithms of the source document. */
  SUITE_FFDHE2048_RSA_PSS = 1,
  /* X25519 (RFC 7748) and Ed25519 (RFC 8032). */
  SUITE_X25519_ED25519 = 2,
};

enum { SUITES = 2, SUITE_SECRET_SIZE = 32, SUITE_VALUE_MAXIMUM = 256 };

/* A set of suites: bit n for suite n. */
typedef uint8_t suite_set;
enum : suite_set { SUITE_SET_ALL = 1 << SUITE_FFDHE2048_RSA_PSS | 1 << SUITE_X25519_ED25519 };

static inline bool suite_set_has(suite_set set, enum suite suite) { return set >> suite & 1; }

/* The strongest suite of a set: that of the largest number; SUITE_NONE of an empty set. */
enum suite suite_set_strongest(suite_set set);

const char *suite_text(enum suite suite);
enum signing_algorithm suite_signing(enum suite suite);

/* The size of a public value, and of what both sides agree on. */
uint32_t suite_value_size(enum suite suite);

/* A fresh secret, and the public value of it. */
enum cryptography_result suite_choose(enum suite suite, uint8_t secret[SUITE_SECRET_SIZE], uint8_t *value);

/* What both sides agree on, which is no key yet. BAD_KEY for a public value that must not be used. */
enum cryptography_result suite_agree(enum suite suite, uint8_t *agreed, const uint8_t secret[SUITE_SECRET_SIZE],
                                     const uint8_t *peer_value);
