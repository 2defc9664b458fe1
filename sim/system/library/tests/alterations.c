/* Every message of an exchange with a bit changed, cut off, and longer (SF-126): a side refuses, and the two never take
 * different keys for one. */
#include "network.h"

/* The sides before each message is taken, and the messages, of one run that ends well. */
static struct sides before[MESSAGES + 1];
static struct message messages[MESSAGES + 1];

static void record(suite_set suites) {
  struct sides sides;
  begin(&sides, suites, suites);
  for (uint32_t number = 1; number <= MESSAGES; number++) {
    if (makers[number](maker(&sides, number), &messages[number])) fail("a message is not made");
    before[number] = sides;
    if (takers[number](taker(&sides, number), &messages[number])) fail("a message is not taken");
  }
  check(have_the_same_key(&sides), "both have the same key");
}

/* Lets the changed message be taken in place of that of the run, and the run go on: the last side that took
 * something. */
static void change(uint32_t number, struct message *changed, const char *name, uint32_t place) {
  static struct sides sides;
  sides = before[number];
  if (takers[number](taker(&sides, number), changed) == AUTHENTICATED_DONE && pass_from(&sides, number + 1)) {
    check_at(false, name, place);
    return;
  }
  check_at(nobody_is_deceived(&sides), name, place);
}

static void check_bits(uint32_t number, uint32_t stride) {
  static struct message changed;
  changed = messages[number];
  for (uint32_t place = 0; place < changed.size; place += stride) {
    uint8_t bit = (uint8_t)(1 << (place + number) % 8);
    changed.bytes[place] ^= bit;
    change(number, &changed, "a bit is changed", 10000 * number + place);
    changed.bytes[place] ^= bit;
  }
}

static void check_sizes(uint32_t number, uint32_t stride) {
  static struct message changed;
  changed = messages[number];
  uint32_t size = changed.size;
  for (changed.size = 0; changed.size < size; changed.size += stride)
    change(number, &changed, "it is cut off", 10000 * number + changed.size);
  changed.size = size + 1;
  change(number, &changed, "it is longer", number);
  changed.size = MESSAGE_MAXIMUM + 1;
  change(number, &changed, "it is too long", number);
}

int main(void) {
  for (uint32_t suite = 1; suite <= SUITES; suite++) {
    /* In software the second suite takes long. */
    uint32_t stride = suite == SUITE_FFDHE2048_RSA_PSS ? 1 : 13;
    record((suite_set)(1u << suite));
    for (uint32_t number = 1; number <= MESSAGES; number++) {
      check_bits(number, stride);
      check_sizes(number, 5 * stride);
    }
  }
  return checks_end();
}
