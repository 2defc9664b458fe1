/* Process B with a mailbox, and with Hb under a key that software computes without any noise of the hardware (SF-90). */
#include "mailbox.h"
#include "../b.c"
#include "constant_time.h"

/* Stands in encrypted data. */
static const uint8_t seed[32] = {0x7a, 0x11, 0xc4, 0x5e, 0x98, 0x2d, 0xf3, 0x60, 0xbb, 0x07, 0xe9, 0x34, 0x8c, 0xd1, 0x46, 0xaf,
                                 0x02, 0x6f, 0xdb, 0x89, 0x35, 0xee, 0x50, 0xc2, 0x1b, 0x94, 0x7e, 0xa8, 0xf1, 0x4d, 0x63, 0x3a};

/* HKDF of the seed and a counter. */
static void next_key(struct region_key *key) {
  static uint32_t count;
  char purpose[] = "key 0 of Hb";
  purpose[4] = (char)(purpose[4] + count++);
  derive_key(key, seed, sizeof seed, purpose);
}

static void step_of_key(void) {
  step("SF-90", "has Hb under a key that software computes: the second of its seed and a counter");
}

static void *hidden_for_exchange(uint8_t segment, uint32_t bytes) {
  struct region_key first, second;
  next_key(&first);
  next_key(&second);
  if (equal_bytes(&first.key, &second.key, sizeof first.key)) fail("b: two keys are equal");
  void *region = hidden_region_confirmed(segment, bytes, &second);
  wipe(&first, sizeof first);
  wipe(&second, sizeof second);
  return region;
}
