/* What certificates and revocation lists of X.509 (RFC 5280) are made of. Names are one common name; algorithms are the
 * two of signing.h, as RFC 4055 and RFC 8410 write them. Everything else is refused. */
#pragma once
#include "der.h"
#include "signing.h"

enum { X509_NAME_MAXIMUM = 64 };

/* Something with a signature (4.1.1, 5.1.1). */
struct x509_signed {
  /* What is signed, with its tag and length. */
  struct der contents;
  /* Its AlgorithmIdentifier, with tag and length. */
  struct der algorithm;
  struct der signature;
};

/* Takes it apart; nothing may come behind it. */
bool x509_open(struct x509_signed *object, const void *bytes, uint32_t size);

/* Whether the signature is one of this key, by the key's algorithm. */
enum cryptography_result x509_verify(const struct x509_signed *object, const struct public_key *key);

/* The algorithm of a signature (RFC 4055, section 3.1; RFC 8410, section 3). */
bool x509_take_algorithm(struct der *from, enum signing_algorithm *algorithm);

/* A name of one common name with 1 to 64 characters (RFC 5280, 4.1.2.4 and A.1). */
bool x509_take_name(struct der *from, struct der *common_name);

/* A SubjectPublicKeyInfo (4.1.2.7): an RSA key of 2048 bits with the exponent 65537 (RFC 4055, section 1.2), or one of
 * Ed25519. */
bool x509_take_public_key(struct der *from, struct public_key *key);

/* Whether a common name is this text. */
bool x509_is_named(const struct der *common_name, const char *name);
