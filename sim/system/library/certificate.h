/* Certificates by which an authority says whose a public key is (SF-113): X.509 version 3 (RFC 5280, section 4), in
 * DER. The subject is a process, by its name. Who has the authority's key from a safe place can take a certificate from
 * anybody (SF-114). Every input is either a certificate that holds, or refused with a reason. */
#pragma once
#include "x509.h"

enum [[nodiscard]] certificate_result : uint8_t {
  CERTIFICATE_HOLDS = 0,
  CERTIFICATE_MALFORMED,       /* no certificate as this page has it, or something critical in it that is not known */
  CERTIFICATE_OTHER_AUTHORITY, /* its issuer has another name, or signs by another algorithm */
  CERTIFICATE_FORGED,          /* the authority has not signed it */
  CERTIFICATE_NOT_YET_VALID,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_WRONG_NAME,    /* another process's */
  CERTIFICATE_WRONG_USE,     /* not for signatures, or an authority's */
  CERTIFICATE_REVOKED,       /* its serial number is in the authority's list */
  CERTIFICATE_LIST_REFUSED,  /* the authority's list itself is malformed, or forged */
  CERTIFICATE_LIST_OUTDATED, /* the list has a time, and it is not now: a newer one is needed */
  CERTIFICATE_FAULT,         /* the hardware has computed something wrong */
};

/* For messages. */
const char *certificate_result_text(enum certificate_result result);

/* Who is believed. */
struct authority {
  const char *name;
  struct public_key key;
  /* Its newest revocation list (revocation.h); nullptr: nobody asks whether a certificate was revoked. */
  const uint8_t *revocations;
  uint32_t revocations_size;
};

enum { CERTIFICATE_SERIAL_MAXIMUM = 20 };

struct certificate {
  /* The subject's. */
  struct public_key key;
  uint8_t serial[CERTIFICATE_SERIAL_MAXIMUM];
  uint32_t serial_size;
};

/* Reads a certificate and checks that it holds: the authority has signed it, it is for `name`, valid at `time` (seconds
 * since the beginning of 1970), not revoked, and for signatures. Nothing in `certificate` is to be used unless it
 * does. */
enum certificate_result certificate_check(struct certificate *certificate, const void *bytes, uint32_t size,
                                          const struct authority *authority, const char *name, int64_t time);
