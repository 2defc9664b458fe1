/* The reader of DER: what is right, and its neighbours that are not. */
#include "der.h"
#include "checks.h"

/* A reader of the bytes of a text, which may have zeros in it. */
#define READER(text) der_of(text, sizeof(text) - 1)

static void check_lengths(void) {
  const struct {
    struct der bytes;
    uint32_t size;
  } right[] = {
      {READER("\x04\x00"), 0},
      {READER("\x04\x02xy"), 2},
      {READER("\x04\x81\x80"
              "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
       128},
  };
  const struct der wrong[] = {
      READER(""), READER("\x04"), READER("\x04\x01"), READER("\x04\x80\x00\x00"), READER("\x04\x81"),
      READER("\x04\x81\x01x"), READER("\x04\x82\x00"), READER("\x04\x82\x00\x01x"), READER("\x04\x83\x00\x00\x01x"),
      READER("\x04\x84\xff\xff\xff\xffx"), READER("\x04\xff"), READER("\x05\x01x"), READER("\x24\x01x"),
      READER("\x04\x02x"),
  };
  for (uint32_t index = 0; index < sizeof right / sizeof *right; index++) {
    struct der from = right[index].bytes, contents;
    check_at(der_take(&from, DER_OCTET_STRING, &contents) && der_size(&contents) == right[index].size &&
        der_is_empty(&from),
             "a length", index);
  }
  for (uint32_t index = 0; index < sizeof wrong / sizeof *wrong; index++) {
    struct der from = wrong[index], contents;
    check_at(!der_take(&from, DER_OCTET_STRING, &contents) && from.next == wrong[index].next, "a wrong length", index);
  }
}

static void check_numbers(void) {
  const struct der wrong[] = {
      READER("\x02\x00"), READER("\x02\x01\x80"), READER("\x02\x02\xff\xff"), READER("\x02\x02\x00\x01"),
      READER("\x02\x02\x00\x00"), READER("\x02\x03\x00\x7f\x01"), READER("\x03\x01\x01"),
  };
  struct der from = READER("\x02\x02\x00\x80"), number;
  uint8_t small = 0;
  check(der_take_natural(&from, &number) && der_size(&number) == 1 && *number.next == 0x80, "a number with its zero");
  from = READER("\x02\x01\x00");
  check(der_take_small(&from, &small) && small == 0, "zero");
  from = READER("\x02\x02\x00\xff");
  check(der_take_small(&from, &small) && small == 255, "a small number");
  from = READER("\x02\x02\x01\x00");
  check(!der_take_small(&from, &small), "a number that is not small");
  for (uint32_t index = 0; index < sizeof wrong / sizeof *wrong; index++) {
    from = wrong[index];
    check_at(!der_take_natural(&from, &number), "a wrong number", index);
  }
}

static void check_bits(void) {
  const struct der wrong[] = {
      READER("\x03\x00"), READER("\x03\x01\x01"), READER("\x03\x02\x08\x80"), READER("\x03\x02\x00\x80"),
      READER("\x03\x02\x07\xc0"), READER("\x03\x02\x07\x00"), READER("\x03\x04\x00\x01\x01\x01"),
  };
  const struct der no_bytes[] = {READER("\x03\x00"), READER("\x03\x02\x01\x80"), READER("\x04\x02\x00x")};
  struct der from = READER("\x03\x02\x07\x80"), bytes;
  uint16_t bits = 0;
  check(der_take_named_bits(&from, &bits) && bits == 1, "the first bit");
  from = READER("\x03\x03\x07\x06\x80");
  check(der_take_named_bits(&from, &bits) && bits == (1 << 5 | 1 << 6 | 1 << 8), "three bits");
  from = READER("\x03\x01\x00");
  check(der_take_named_bits(&from, &bits) && bits == 0, "no bits");
  from = READER("\x03\x03\x00xy");
  check(der_take_bytes(&from, &bytes) && der_equal_bytes(&bytes, "xy", 2), "bytes");
  for (uint32_t index = 0; index < sizeof wrong / sizeof *wrong; index++) {
    from = wrong[index];
    check_at(!der_take_named_bits(&from, &bits), "wrong bits", index);
  }
  for (uint32_t index = 0; index < sizeof no_bytes / sizeof *no_bytes; index++) {
    from = no_bytes[index];
    check_at(!der_take_bytes(&from, &bytes), "no whole bytes", index);
  }
  bool value = true;
  from = READER("\x01\x01\x00");
  check(der_take_boolean(&from, &value) && !value, "false");
  from = READER("\x01\x01\xff");
  check(der_take_boolean(&from, &value) && value, "true");
  from = READER("\x01\x01\x01");
  check(!der_take_boolean(&from, &value), "true in another way");
}

static void check_times(void) {
  const struct {
    struct der bytes;
    int64_t time;
  } right[] = {
      {READER("\x17\x0d" "700101000000Z"), 0},           {READER("\x17\x0d" "691231235959Z"), -1},
      {READER("\x17\x0d" "000229120000Z"), 951825600},   {READER("\x17\x0d" "260701000000Z"), 1782864000},
      {READER("\x17\x0d" "491231235959Z"), 2524607999},  {READER("\x17\x0d" "500101000000Z"), -631152000},
      {READER("\x18\x0f" "20500101000000Z"), 2524608000}, {READER("\x18\x0f" "99991231235959Z"), 253402300799},
      {READER("\x18\x0f" "21000228235959Z"), 4107542399},
  };
  const struct der wrong[] = {
      READER("\x17\x0d" "260229000000Z"), READER("\x17\x0d" "260931000000Z"), READER("\x17\x0d" "261301000000Z"),
      READER("\x17\x0d" "260001000000Z"), READER("\x17\x0d" "260100000000Z"), READER("\x17\x0d" "260101240000Z"),
      READER("\x17\x0d" "260101006000Z"), READER("\x17\x0d" "260101000060Z"), READER("\x17\x0d" "260101000000z"),
      READER("\x17\x0d" "2601010000 0Z"), READER("\x17\x0d" "26010100000:Z"), READER("\x17\x0b" "2601010000Z"),
      READER("\x17\x11" "260101000000+0100"), READER("\x18\x0f" "20490101000000Z"),
      READER("\x18\x0f" "21000229000000Z"), READER("\x18\x0f" "19500101000000Z"),
      READER("\x18\x11" "20500101000000.0Z"), READER("\x18\x0f" "2050010100000xZ"),
      READER("\x16\x0d" "260701000000Z"),
  };
  int64_t time;
  for (uint32_t index = 0; index < sizeof right / sizeof *right; index++) {
    struct der from = right[index].bytes;
    check_at(der_take_time(&from, &time) && time == right[index].time && der_is_empty(&from), "a time", index);
  }
  for (uint32_t index = 0; index < sizeof wrong / sizeof *wrong; index++) {
    struct der from = wrong[index];
    check_at(!der_take_time(&from, &time) && from.next == wrong[index].next, "a wrong time", index);
  }
}

int main(void) {
  check_lengths();
  check_numbers();
  check_bits();
  check_times();
  return checks_end();
}
