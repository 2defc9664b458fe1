/* A reader of DER (ITU-T X.690, sections 8 and 10), strict: one encoding of a value is right, and every other one is
 * refused. Nothing outside the bytes that it was given is read. A function that refuses leaves its reader where it
 * was. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Bytes of which those before `next` have been read. */
struct der {
  const uint8_t *next, *end;
};

/* X.680, section 8; the sequence and the tags in brackets are constructed. */
enum der_tag : uint8_t {
  DER_BOOLEAN = 0x01,
  DER_INTEGER = 0x02,
  DER_BIT_STRING = 0x03,
  DER_OCTET_STRING = 0x04,
  DER_NULL = 0x05,
  DER_OBJECT_IDENTIFIER = 0x06,
  DER_UTF8_STRING = 0x0c,
  DER_PRINTABLE_STRING = 0x13,
  DER_UTC_TIME = 0x17,
  DER_GENERALIZED_TIME = 0x18,
  DER_SEQUENCE = 0x30,
  DER_SET = 0x31,
  DER_TAG_0 = 0xa0,
  DER_TAG_1 = 0xa1,
  DER_TAG_2 = 0xa2,
  DER_TAG_3 = 0xa3,
};

static inline struct der der_of(const void *bytes, uint32_t size) {
  return (struct der){bytes, (const uint8_t *)bytes + size};
}
static inline uint32_t der_size(const struct der *der) { return (uint32_t)(der->end - der->next); }
static inline bool der_is_empty(const struct der *der) { return der->next == der->end; }

/* Whether the rest of both is the same. For what is public. */
bool der_equal(const struct der *left, const struct der *right);
bool der_equal_bytes(const struct der *der, const void *bytes, uint32_t size);

/* Whether an element with this tag is next. */
bool der_next_is(const struct der *from, enum der_tag tag);

/* The next element, if it has this tag: its contents. Lengths are definite, in as few bytes as can be (10.1), and below
 * 2^16. */
bool der_take(struct der *from, enum der_tag tag, struct der *contents);

/* The same with tag and length: for what is signed or compared as a whole. */
bool der_take_element(struct der *from, enum der_tag tag, struct der *element);

/* 8.2 and 11.1: FALSE is 0x00, TRUE is 0xff. */
bool der_take_boolean(struct der *from, bool *value);

/* 8.3: an integer that is not below 0; its bytes without a zero before them. */
bool der_take_natural(struct der *from, struct der *number);

/* The same, below 256. */
bool der_take_small(struct der *from, uint8_t *number);

/* 8.6: a bit string of whole bytes. */
bool der_take_bytes(struct der *from, struct der *bytes);

/* 8.6 and 11.2: a list of at most 16 named bits without zeros at its end. Bit n of the result is bit n of the list. */
bool der_take_named_bits(struct der *from, uint16_t *bits);

/* UTCTime or GeneralizedTime in the one form that RFC 5280 has (4.1.2.5): with seconds, in Z; UTCTime is 1950 to 2049,
 * and what it can say GeneralizedTime must not. In seconds since the beginning of 1970. */
bool der_take_time(struct der *from, int64_t *time);
