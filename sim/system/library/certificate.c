#include "certificate.h"
#include "memory.h"
#include "revocation.h"

static const uint8_t oid_key_usage[] = {0x55, 0x1d, 15};
static const uint8_t oid_basic_constraints[] = {0x55, 0x1d, 19};

/* As long as nobody has checked the signature: where things are. */
struct fields {
  struct der serial, issuer, subject;
  int64_t not_before, not_after;
  struct public_key key;
  bool is_for_signatures, is_authority;
};

/* KeyUsage (4.2.1.3): bit 0 is digitalSignature. */
static bool take_key_usage(struct der *value, struct fields *fields) {
  uint16_t bits;
  if (!der_take_named_bits(value, &bits) || bits == 0) return false;
  fields->is_for_signatures = bits & 1;
  return true;
}

/* BasicConstraints (4.2.1.9): FALSE is the default, which DER leaves out. */
static bool take_basic_constraints(struct der *value, struct fields *fields) {
  struct der parts, length;
  if (!der_take(value, DER_SEQUENCE, &parts)) return false;
  if (der_is_empty(&parts)) return true;
  if (!der_take_boolean(&parts, &fields->is_authority) || !fields->is_authority) return false;
  return der_is_empty(&parts) || (der_take_natural(&parts, &length) && der_is_empty(&parts));
}

/* Extensions (4.2): those that are not known may be there if they are not critical. */
static bool take_extensions(struct der *from, struct fields *fields) {
  struct der extensions, extension, name, value;
  bool has_usage = false, has_constraints = false;
  if (!der_take(from, DER_SEQUENCE, &extensions) || der_is_empty(&extensions)) return false;
  while (!der_is_empty(&extensions)) {
    bool is_critical = false;
    if (!der_take(&extensions, DER_SEQUENCE, &extension) || !der_take(&extension, DER_OBJECT_IDENTIFIER, &name))
      return false;
    if (der_next_is(&extension, DER_BOOLEAN) && (!der_take_boolean(&extension, &is_critical) || !is_critical))
      return false;
    if (!der_take(&extension, DER_OCTET_STRING, &value) || !der_is_empty(&extension)) return false;
    if (der_equal_bytes(&name, oid_key_usage, sizeof oid_key_usage)) {
      if (has_usage || !take_key_usage(&value, fields) || !der_is_empty(&value)) return false;
      has_usage = true;
    } else if (der_equal_bytes(&name, oid_basic_constraints, sizeof oid_basic_constraints)) {
      if (has_constraints || !take_basic_constraints(&value, fields) || !der_is_empty(&value)) return false;
      has_constraints = true;
    } else if (is_critical) {
      return false;
    }
  }
  return true;
}

/* TBSCertificate (4.1.2). */
static bool take_fields(const struct x509_signed *object, struct fields *fields) {
  struct der all = object->contents, parts, version, algorithm, validity, extensions;
  uint8_t number;
  if (!der_take(&all, DER_SEQUENCE, &parts)) return false;
  if (!der_take(&parts, DER_TAG_0, &version) || !der_take_small(&version, &number) || !der_is_empty(&version) ||
      number != 2)
    return false;
  if (!der_take_natural(&parts, &fields->serial) || der_size(&fields->serial) > CERTIFICATE_SERIAL_MAXIMUM)
    return false;
  if (der_size(&fields->serial) == 1 && *fields->serial.next == 0) return false;
  /* 4.1.1.2: the same as that beside the signature. */
  if (!der_take_element(&parts, DER_SEQUENCE, &algorithm) || !der_equal(&algorithm, &object->algorithm)) return false;
  if (!x509_take_name(&parts, &fields->issuer)) return false;
  if (!der_take(&parts, DER_SEQUENCE, &validity) || !der_take_time(&validity, &fields->not_before) ||
      !der_take_time(&validity, &fields->not_after) || !der_is_empty(&validity))
    return false;
  if (!x509_take_name(&parts, &fields->subject) || !x509_take_public_key(&parts, &fields->key)) return false;
  fields->is_for_signatures = true;
  fields->is_authority = false;
  if (der_is_empty(&parts)) return true;
  return der_take(&parts, DER_TAG_3, &extensions) && der_is_empty(&parts) && take_extensions(&extensions, fields) &&
         der_is_empty(&extensions);
}

static enum certificate_result check_signature(const struct x509_signed *object, const struct fields *fields,
                                               const struct authority *authority) {
  enum signing_algorithm algorithm;
  struct der named = object->algorithm;
  if (!x509_take_algorithm(&named, &algorithm)) return CERTIFICATE_MALFORMED;
  if (!x509_is_named(&fields->issuer, authority->name) || algorithm != authority->key.algorithm)
    return CERTIFICATE_OTHER_AUTHORITY;
  enum cryptography_result result = x509_verify(object, &authority->key);
  if (result == CRYPTOGRAPHY_FAULT) return CERTIFICATE_FAULT;
  return result == CRYPTOGRAPHY_DONE ? CERTIFICATE_HOLDS : CERTIFICATE_FORGED;
}

enum certificate_result certificate_check(struct certificate *certificate, const void *bytes, uint32_t size,
                                          const struct authority *authority, const char *name, int64_t time) {
  struct x509_signed object;
  struct fields fields;
  if (!x509_open(&object, bytes, size) || !take_fields(&object, &fields)) return CERTIFICATE_MALFORMED;
  enum certificate_result result = check_signature(&object, &fields, authority);
  if (result) return result;
  if (time < fields.not_before) return CERTIFICATE_NOT_YET_VALID;
  if (time > fields.not_after) return CERTIFICATE_EXPIRED;
  if (!x509_is_named(&fields.subject, name)) return CERTIFICATE_WRONG_NAME;
  if (!fields.is_for_signatures || fields.is_authority) return CERTIFICATE_WRONG_USE;
  if (authority->revocations) {
    result = revocation_check(authority, &fields.serial, time);
    if (result) return result;
  }
  certificate->key = fields.key;
  certificate->serial_size = der_size(&fields.serial);
  memcpy(certificate->serial, fields.serial.next, certificate->serial_size);
  return CERTIFICATE_HOLDS;
}

const char *certificate_result_text(enum certificate_result result) {
  static const char *const texts[] = {
      [CERTIFICATE_HOLDS] = "it holds",
      [CERTIFICATE_MALFORMED] = "it is malformed",
      [CERTIFICATE_OTHER_AUTHORITY] = "it is from another authority",
      [CERTIFICATE_FORGED] = "the authority has not signed it",
      [CERTIFICATE_NOT_YET_VALID] = "it is not valid yet",
      [CERTIFICATE_EXPIRED] = "it has expired",
      [CERTIFICATE_WRONG_NAME] = "it is another process's",
      [CERTIFICATE_WRONG_USE] = "it is not for signatures",
      [CERTIFICATE_REVOKED] = "it is revoked",
      [CERTIFICATE_LIST_REFUSED] = "the list of revoked ones is malformed or forged",
      [CERTIFICATE_LIST_OUTDATED] = "the list of revoked ones is not the one of this time",
      [CERTIFICATE_FAULT] = "the hardware has computed something wrong",
  };
  return result < sizeof texts / sizeof *texts ? texts[result] : "no reason that is known";
}
