/* Certificates that hold, and everything near them that does not: other times, names and authorities, every byte
 * changed, every length. */
#include "a/identity.h"
#include "authority.h"
#include "certificate.h"
#include "checks.h"
#include "memory.h"

enum { PAGE = 4096, LARGEST = 1200 };

static struct certificate found;

static enum certificate_result checked(const void *bytes, uint32_t size, const struct authority *authority,
                                       const char *name, int64_t time) {
  return certificate_check(&found, bytes, size, authority, name, time);
}

/* 2026, in which the certificates are valid: the first second, and the last. */
static const int64_t first = 1767225600, last = 1798761599;

static void check_times(const struct credential *own, const struct authority *authority) {
  const uint8_t *bytes = own->certificate;
  uint32_t size = own->certificate_size;
  check(checked(bytes, size, authority, "a", authority_time) == CERTIFICATE_HOLDS, "it holds");
  check(checked(bytes, size, authority, "a", first) == CERTIFICATE_HOLDS, "it holds in its first second");
  check(checked(bytes, size, authority, "a", last) == CERTIFICATE_HOLDS, "it holds in its last second");
  check(checked(bytes, size, authority, "a", first - 1) == CERTIFICATE_NOT_YET_VALID, "it does not hold before");
  check(checked(bytes, size, authority, "a", last + 1) == CERTIFICATE_EXPIRED, "it does not hold after");
  check(checked(bytes, size, authority, "a", 0) == CERTIFICATE_NOT_YET_VALID, "it does not hold in 1970");
  check(checked(bytes, size, authority, "a", INT64_MAX) == CERTIFICATE_EXPIRED, "it does not hold for ever");
}

static void check_names(const struct credential *own, const struct authority *authority) {
  static const char *const others[] = {"b", "A", "aa", "", "a ", "authority"};
  for (uint32_t index = 0; index < sizeof others / sizeof *others; index++)
    check_at(checked(own->certificate, own->certificate_size, authority, others[index], authority_time) ==
                 CERTIFICATE_WRONG_NAME,
             "it is for another name", index);
}

static void check_authorities(const struct credential *own, const struct authority *authority,
                              const struct authority *stranger) {
  const uint8_t *bytes = own->certificate;
  uint32_t size = own->certificate_size;
  struct authority other = *authority;
  other.name = "Authority of test";
  check(checked(bytes, size, &other, "a", authority_time) == CERTIFICATE_OTHER_AUTHORITY,
        "an authority of another name");
  check(checked(bytes, size, stranger, "a", authority_time) == CERTIFICATE_OTHER_AUTHORITY, "another algorithm");
  /* The own key is a good one for signatures, and not the authority's. */
  other = *authority;
  other.key = own->key->public_key;
  check(checked(bytes, size, &other, "a", authority_time) == CERTIFICATE_FORGED, "an authority with another key");
  other = *authority;
  other.revocations = stranger->revocations;
  other.revocations_size = stranger->revocations_size;
  check(checked(bytes, size, &other, "a", authority_time) == CERTIFICATE_LIST_REFUSED, "another one's list");
  other.revocations_size = 0;
  check(checked(bytes, size, &other, "a", authority_time) == CERTIFICATE_LIST_REFUSED, "an empty list");
  other.revocations = nullptr;
  check(checked(bytes, size, &other, "a", authority_time) == CERTIFICATE_HOLDS, "no list");
}

/* Every byte in three ways. Nothing but the certificate itself holds. */
static void check_changes(const struct credential *own, const struct authority *authority, uint32_t ways) {
  static const uint8_t changes[] = {0x01, 0x80, 0x20};
  static uint8_t bytes[LARGEST];
  uint32_t size = own->certificate_size;
  memcpy(bytes, own->certificate, size);
  for (uint32_t place = 0; place < size; place++)
    for (uint32_t way = 0; way < ways; way++) {
      bytes[place] ^= changes[way];
      enum certificate_result result = checked(bytes, size, authority, "a", authority_time);
      check_at(result == CERTIFICATE_MALFORMED || result == CERTIFICATE_FORGED || result == CERTIFICATE_OTHER_AUTHORITY,
               "a byte is changed", place);
      bytes[place] ^= changes[way];
    }
  check(checked(bytes, size, authority, "a", authority_time) == CERTIFICATE_HOLDS, "nothing is changed");
}

/* The algorithm beside the signature in its other form, without NULL (RFC 4055, section 2.1): right, and not the one
 * that is signed. */
static void check_outer_algorithm(const struct credential *own, const struct authority *authority) {
  static const uint8_t without_null[] = {
      0x30, 0x3d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a, 0x30, 0x30, 0xa0, 0x0d, 0x30, 0x0b,
      0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0xa1, 0x1a, 0x30, 0x18, 0x06, 0x09, 0x2a, 0x86,
      0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
      0x01, 0xa2, 0x03, 0x02, 0x01, 0x20,
  };
  static uint8_t bytes[LARGEST];
  struct x509_signed object;
  enum signing_algorithm algorithm;
  struct der other = der_of(without_null, sizeof without_null);
  check(x509_take_algorithm(&other, &algorithm) && algorithm == SIGNING_RSA_PSS, "an algorithm without NULL");
  if (!x509_open(&object, own->certificate, own->certificate_size)) fail("this is no certificate");
  uint32_t contents = der_size(&object.contents), rest = (uint32_t)(object.signature.end - object.algorithm.end);
  memcpy(bytes + 4, object.contents.next, contents);
  memcpy(bytes + 4 + contents, without_null, sizeof without_null);
  memcpy(bytes + 4 + contents + sizeof without_null, object.algorithm.end, rest);
  uint32_t size = contents + sizeof without_null + rest;
  bytes[0] = DER_SEQUENCE;
  bytes[1] = 0x82;
  bytes[2] = (uint8_t)(size >> 8);
  bytes[3] = (uint8_t)size;
  check(x509_open(&object, bytes, size + 4), "it can be taken apart");
  check(checked(bytes, size + 4, authority, "a", authority_time) == CERTIFICATE_MALFORMED, "two algorithms");
}

/* The list in the same way: a certificate under a changed list is not taken. */
static void check_list(const struct credential *own, const struct authority *authority) {
  static uint8_t bytes[LARGEST];
  struct authority other = *authority;
  other.revocations = bytes;
  memcpy(bytes, authority->revocations, authority->revocations_size);
  for (uint32_t place = 0; place < other.revocations_size; place++) {
    bytes[place] ^= 0x40;
    check_at(checked(own->certificate, own->certificate_size, &other, "a", authority_time) == CERTIFICATE_LIST_REFUSED,
             "a byte of the list is changed", place);
    bytes[place] ^= 0x40;
  }
}

/* Cut off at every length, at the end of the memory that there is: who reads on gets an access fault. */
static void check_lengths(const struct credential *own, const struct authority *authority) {
  uint8_t *page = (uint8_t *)expect(system_allocate_public(PAGE), "a page");
  for (uint32_t size = 0; size < own->certificate_size; size++) {
    uint8_t *bytes = page + PAGE - size;
    memcpy(bytes, own->certificate, size);
    check_at(checked(bytes, size, authority, "a", authority_time) == CERTIFICATE_MALFORMED, "it is cut off", size);
    /* With the length of what is left, where the contents of the certificate begin with a long length. */
    if (size < 0x104 || bytes[1] != 0x82) continue;
    bytes[2] = (uint8_t)((size - 4) >> 8);
    bytes[3] = (uint8_t)(size - 4);
    check_at(checked(bytes, size, authority, "a", authority_time) == CERTIFICATE_MALFORMED, "it is shorter", size);
  }
  static uint8_t longer[LARGEST];
  memcpy(longer, own->certificate, own->certificate_size);
  check(checked(longer, own->certificate_size + 1, authority, "a", authority_time) == CERTIFICATE_MALFORMED,
        "there is something behind it");
}

int main(void) {
  for (uint32_t suite = 1; suite <= SUITES; suite++) {
    const struct credential *own = &identity_of_a[suite];
    const struct authority *authority = &authorities[suite];
    check_times(own, authority);
    check_names(own, authority);
    check_authorities(own, authority, &authorities[SUITES + 1 - suite]);
    check_lengths(own, authority);
    struct authority unlisted = *authority;
    unlisted.revocations = nullptr;
    check_changes(own, &unlisted, suite == SUITE_FFDHE2048_RSA_PSS ? 3 : 1);
    if (suite != SUITE_FFDHE2048_RSA_PSS) continue;
    check_list(own, authority);
    check_outer_algorithm(own, authority);
  }
  return checks_end();
}
