#include "der.h"

bool der_equal(const struct der *left, const struct der *right) {
  return der_equal_bytes(left, right->next, der_size(right));
}

bool der_equal_bytes(const struct der *der, const void *bytes, uint32_t size) {
  if (der_size(der) != size) return false;
  const uint8_t *other = bytes;
  for (uint32_t index = 0; index < size; index++)
    if (der->next[index] != other[index]) return false;
  return true;
}

bool der_next_is(const struct der *from, enum der_tag tag) { return !der_is_empty(from) && *from->next == tag; }

/* Where the contents begin and end; false if that is not in the bytes. */
static bool element(const struct der *from, enum der_tag tag, struct der *contents) {
  struct der rest = *from;
  if (der_size(&rest) < 2 || *rest.next++ != tag) return false;
  uint32_t length = *rest.next++;
  if (length >= 0x80) {
    uint32_t count = length & 0x7f;
    if (count < 1 || count > 2 || der_size(&rest) < count) return false;
    length = *rest.next++;
    if (count == 2) length = length << 8 | *rest.next++;
    if (length < (count == 2 ? 0x100 : 0x80)) return false;
  }
  if (der_size(&rest) < length) return false;
  *contents = (struct der){rest.next, rest.next + length};
  return true;
}

bool der_take(struct der *from, enum der_tag tag, struct der *contents) {
  struct der found;
  if (!element(from, tag, &found)) return false;
  *contents = found;
  from->next = found.end;
  return true;
}

bool der_take_element(struct der *from, enum der_tag tag, struct der *whole) {
  struct der found;
  if (!element(from, tag, &found)) return false;
  *whole = (struct der){from->next, found.end};
  from->next = found.end;
  return true;
}

bool der_take_boolean(struct der *from, bool *value) {
  struct der rest = *from, contents;
  if (!der_take(&rest, DER_BOOLEAN, &contents) || der_size(&contents) != 1) return false;
  if (*contents.next != 0 && *contents.next != 0xff) return false;
  *value = *contents.next != 0;
  *from = rest;
  return true;
}

bool der_take_natural(struct der *from, struct der *number) {
  struct der rest = *from, contents;
  if (!der_take(&rest, DER_INTEGER, &contents) || der_is_empty(&contents) || *contents.next >= 0x80) return false;
  if (*contents.next == 0 && der_size(&contents) > 1) {
    contents.next++;
    if (*contents.next < 0x80) return false;
  }
  *number = contents;
  *from = rest;
  return true;
}

bool der_take_small(struct der *from, uint8_t *number) {
  struct der rest = *from, contents;
  if (!der_take_natural(&rest, &contents) || der_size(&contents) != 1) return false;
  *number = *contents.next;
  *from = rest;
  return true;
}

bool der_take_bytes(struct der *from, struct der *bytes) {
  struct der rest = *from, contents;
  if (!der_take(&rest, DER_BIT_STRING, &contents) || der_is_empty(&contents) || *contents.next != 0) return false;
  contents.next++;
  *bytes = contents;
  *from = rest;
  return true;
}

bool der_take_named_bits(struct der *from, uint16_t *bits) {
  struct der rest = *from, contents;
  if (!der_take(&rest, DER_BIT_STRING, &contents) || der_is_empty(&contents)) return false;
  uint32_t unused = *contents.next++, count = der_size(&contents);
  if (unused > 7 || count > 2 || (count == 0 && unused != 0)) return false;
  uint16_t found = 0;
  for (uint32_t index = 0; index < 8 * count; index++)
    if (contents.next[index / 8] >> (7 - index % 8) & 1) found |= (uint16_t)(1u << index);
  /* The last bit that there is, and no unused one, is set. */
  if (count > 0 && (contents.end[-1] & ((2u << unused) - 1)) != 1u << unused) return false;
  *bits = found;
  *from = rest;
  return true;
}

/* Two digits; above 99 if they are none. */
static uint32_t two_digits(const uint8_t *digits) {
  uint32_t tens = digits[0] - (uint32_t)'0', ones = digits[1] - (uint32_t)'0';
  return tens > 9 || ones > 9 ? 1000 : 10 * tens + ones;
}

/* Days from the beginning of 1970 to the first of a month; it counts years from March, so that a leap day is the last
 * one. */
static int32_t days_before(int32_t year, int32_t month) {
  if (month <= 2) {
    year--;
    month += 12;
  }
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 - 719468;
}

bool der_take_time(struct der *from, int64_t *time) {
  struct der rest = *from, contents;
  uint32_t year;
  if (der_take(&rest, DER_UTC_TIME, &contents)) {
    if (der_size(&contents) != 13) return false;
    year = two_digits(contents.next);
    if (year > 99) return false;
    year += year < 50 ? 2000 : 1900;
    contents.next += 2;
  } else if (der_take(&rest, DER_GENERALIZED_TIME, &contents)) {
    if (der_size(&contents) != 15) return false;
    uint32_t century = two_digits(contents.next), rest_of_year = two_digits(contents.next + 2);
    year = 100 * century + rest_of_year;
    if (century > 99 || rest_of_year > 99 || (year >= 1950 && year < 2050)) return false;
    contents.next += 4;
  } else {
    return false;
  }
  uint32_t fields[5];
  for (uint32_t index = 0; index < 5; index++) fields[index] = two_digits(contents.next + 2 * index);
  if (contents.next[10] != 'Z' || fields[0] < 1 || fields[0] > 12) return false;
  int32_t first = days_before((int32_t)year, (int32_t)fields[0]);
  int32_t next = days_before((int32_t)year + (fields[0] == 12), (int32_t)(fields[0] == 12 ? 1 : fields[0] + 1));
  if (fields[1] < 1 || fields[1] > (uint32_t)(next - first) || fields[2] > 23 || fields[3] > 59 ||
      fields[4] > 59)
    return false;
  int32_t days = first + (int32_t)fields[1] - 1;
  *time = (int64_t)days * 86400 + (int32_t)(fields[2] * 3600 + fields[3] * 60 + fields[4]);
  *from = rest;
  return true;
}
