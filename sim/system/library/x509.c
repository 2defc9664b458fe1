#include "x509.h"
#include "memory.h"

static const uint8_t oid_rsa_encryption[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1};
static const uint8_t oid_mgf1[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8};
static const uint8_t oid_rsassa_pss[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10};
static const uint8_t oid_sha256[] = {0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1};
static const uint8_t oid_ed25519[] = {0x2b, 0x65, 0x70};
static const uint8_t oid_common_name[] = {0x55, 4, 3};

bool x509_open(struct x509_signed *object, const void *bytes, uint32_t size) {
  struct der all = der_of(bytes, size), parts;
  return der_take(&all, DER_SEQUENCE, &parts) && der_is_empty(&all) &&
         der_take_element(&parts, DER_SEQUENCE, &object->contents) &&
         der_take_element(&parts, DER_SEQUENCE, &object->algorithm) && der_take_bytes(&parts, &object->signature) &&
         der_is_empty(&parts);
}

enum cryptography_result x509_verify(const struct x509_signed *object, const struct public_key *key) {
  enum signing_algorithm algorithm;
  struct der named = object->algorithm;
  if (!x509_take_algorithm(&named, &algorithm) || algorithm != key->algorithm) return CRYPTOGRAPHY_BAD_SIGNATURE;
  return signing_verify(object->signature.next, der_size(&object->signature), object->contents.next,
                        der_size(&object->contents), key);
}

static bool take_identifier(struct der *from, const uint8_t *expected, uint32_t size) {
  struct der rest = *from, found;
  if (!der_take(&rest, DER_OBJECT_IDENTIFIER, &found) || !der_equal_bytes(&found, expected, size)) return false;
  *from = rest;
  return true;
}

static bool take_null(struct der *from) {
  struct der nothing;
  return der_take(from, DER_NULL, &nothing) && der_is_empty(&nothing);
}

/* RFC 4055, section 2.1: with parameters NULL or without any, which both have to be accepted. */
static bool take_sha256(struct der *from) {
  struct der parts;
  return der_take(from, DER_SEQUENCE, &parts) && take_identifier(&parts, oid_sha256, sizeof oid_sha256) &&
         (der_is_empty(&parts) || (take_null(&parts) && der_is_empty(&parts)));
}

/* RSASSA-PSS-params: the trailer field has its default, which DER leaves out. */
static bool take_pss_parameters(struct der *from) {
  struct der parameters, hash, mask, algorithm, salt;
  uint8_t salt_size;
  return der_take(from, DER_SEQUENCE, &parameters) && der_take(&parameters, DER_TAG_0, &hash) && take_sha256(&hash) &&
         der_is_empty(&hash) && der_take(&parameters, DER_TAG_1, &mask) && der_take(&mask, DER_SEQUENCE, &algorithm) &&
         der_is_empty(&mask) && take_identifier(&algorithm, oid_mgf1, sizeof oid_mgf1) && take_sha256(&algorithm) &&
         der_is_empty(&algorithm) && der_take(&parameters, DER_TAG_2, &salt) && der_take_small(&salt, &salt_size) &&
         der_is_empty(&salt) && salt_size == 32 && der_is_empty(&parameters);
}

bool x509_take_algorithm(struct der *from, enum signing_algorithm *algorithm) {
  struct der rest = *from, parts;
  if (!der_take(&rest, DER_SEQUENCE, &parts)) return false;
  if (take_identifier(&parts, oid_ed25519, sizeof oid_ed25519)) {
    *algorithm = SIGNING_ED25519;
  } else if (take_identifier(&parts, oid_rsassa_pss, sizeof oid_rsassa_pss) && take_pss_parameters(&parts)) {
    *algorithm = SIGNING_RSA_PSS;
  } else {
    return false;
  }
  if (!der_is_empty(&parts)) return false;
  *from = rest;
  return true;
}

bool x509_take_name(struct der *from, struct der *common_name) {
  struct der rest = *from, names, set, pair, text;
  if (!der_take(&rest, DER_SEQUENCE, &names) || !der_take(&names, DER_SET, &set) || !der_is_empty(&names) ||
      !der_take(&set, DER_SEQUENCE, &pair) || !der_is_empty(&set) ||
      !take_identifier(&pair, oid_common_name, sizeof oid_common_name))
    return false;
  if (!der_take(&pair, DER_UTF8_STRING, &text) && !der_take(&pair, DER_PRINTABLE_STRING, &text)) return false;
  if (!der_is_empty(&pair) || der_is_empty(&text) || der_size(&text) > X509_NAME_MAXIMUM) return false;
  *common_name = text;
  *from = rest;
  return true;
}

/* RSAPublicKey (RFC 8017, A.1.1). */
static bool take_rsa_key(struct der *from, struct public_key *key) {
  static const uint8_t usual_exponent[] = {1, 0, 1};
  struct der parts, modulus, exponent;
  if (!der_take(from, DER_SEQUENCE, &parts) || !der_take_natural(&parts, &modulus) ||
      !der_take_natural(&parts, &exponent) || !der_is_empty(&parts))
    return false;
  if (der_size(&modulus) != SIGNING_KEY_MAXIMUM || *modulus.next < 0x80 || !(modulus.end[-1] & 1) ||
      !der_equal_bytes(&exponent, usual_exponent, sizeof usual_exponent))
    return false;
  key->algorithm = SIGNING_RSA_PSS;
  memcpy(key->bytes, modulus.next, SIGNING_KEY_MAXIMUM);
  return true;
}

bool x509_take_public_key(struct der *from, struct public_key *key) {
  struct der rest = *from, parts, algorithm, bytes;
  if (!der_take(&rest, DER_SEQUENCE, &parts) || !der_take(&parts, DER_SEQUENCE, &algorithm) ||
      !der_take_bytes(&parts, &bytes) || !der_is_empty(&parts))
    return false;
  if (take_identifier(&algorithm, oid_ed25519, sizeof oid_ed25519)) {
    uint32_t size = signing_key_size(SIGNING_ED25519);
    if (der_size(&bytes) != size) return false;
    key->algorithm = SIGNING_ED25519;
    memset(key->bytes, 0, sizeof key->bytes);
    memcpy(key->bytes, bytes.next, size);
  } else if (!take_identifier(&algorithm, oid_rsa_encryption, sizeof oid_rsa_encryption) || !take_null(&algorithm) ||
             !take_rsa_key(&bytes, key) || !der_is_empty(&bytes)) {
    return false;
  }
  if (!der_is_empty(&algorithm)) return false;
  *from = rest;
  return true;
}

bool x509_is_named(const struct der *common_name, const char *name) {
  uint32_t length = 0;
  while (name[length]) length++;
  return der_equal_bytes(common_name, name, length);
}
