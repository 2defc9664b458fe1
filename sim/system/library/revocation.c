#include "revocation.h"

struct list {
  struct der issuer;
  int64_t this_update, next_update;
  /* The revoked ones, none if it is empty. */
  struct der entries;
};

/* Extensions of a list or of one of its entries (5.2, 5.3): none may be critical. */
static bool take_extensions(struct der *from) {
  struct der extensions, extension, part;
  if (!der_take(from, DER_SEQUENCE, &extensions) || der_is_empty(&extensions)) return false;
  while (!der_is_empty(&extensions))
    if (!der_take(&extensions, DER_SEQUENCE, &extension) || !der_take(&extension, DER_OBJECT_IDENTIFIER, &part) ||
        !der_take(&extension, DER_OCTET_STRING, &part) || !der_is_empty(&extension))
      return false;
  return true;
}

static bool take_entry(struct der *from, struct der *serial) {
  struct der entry;
  int64_t since;
  return der_take(from, DER_SEQUENCE, &entry) && der_take_natural(&entry, serial) && der_take_time(&entry, &since) &&
         (der_is_empty(&entry) || (take_extensions(&entry) && der_is_empty(&entry)));
}

/* TBSCertList (5.1.2). The time of the next list is optional there, and has to be here: without it a list would be good
 * for ever. */
static bool take_list(const struct x509_signed *object, struct list *list) {
  struct der all = object->contents, parts, algorithm, extensions;
  uint8_t version;
  if (!der_take(&all, DER_SEQUENCE, &parts) || !der_take_small(&parts, &version) || version != 1) return false;
  if (!der_take_element(&parts, DER_SEQUENCE, &algorithm) || !der_equal(&algorithm, &object->algorithm)) return false;
  if (!x509_take_name(&parts, &list->issuer) || !der_take_time(&parts, &list->this_update) ||
      !der_take_time(&parts, &list->next_update))
    return false;
  list->entries = (struct der){parts.next, parts.next};
  if (der_next_is(&parts, DER_SEQUENCE) && !der_take(&parts, DER_SEQUENCE, &list->entries)) return false;
  if (der_is_empty(&parts)) return true;
  return der_take(&parts, DER_TAG_0, &extensions) && der_is_empty(&parts) && take_extensions(&extensions) &&
         der_is_empty(&extensions);
}

enum certificate_result revocation_check(const struct authority *authority, const struct der *serial, int64_t time) {
  struct x509_signed object;
  struct list list;
  if (!x509_open(&object, authority->revocations, authority->revocations_size) || !take_list(&object, &list) ||
      !x509_is_named(&list.issuer, authority->name))
    return CERTIFICATE_LIST_REFUSED;
  enum cryptography_result signature = x509_verify(&object, &authority->key);
  if (signature == CRYPTOGRAPHY_FAULT) return CERTIFICATE_FAULT;
  if (signature) return CERTIFICATE_LIST_REFUSED;
  if (time < list.this_update || time > list.next_update) return CERTIFICATE_LIST_OUTDATED;
  struct der entries = list.entries, revoked;
  bool is_revoked = false;
  while (!der_is_empty(&entries)) {
    if (!take_entry(&entries, &revoked)) return CERTIFICATE_LIST_REFUSED;
    if (der_equal(&revoked, serial)) is_revoked = true;
  }
  return is_revoked ? CERTIFICATE_REVOKED : CERTIFICATE_HOLDS;
}
