/* Random bytes from the register, and from sources that wait and die. */
#include "../constant_time.c"
#include "../random.c"
#include "../sha256.c"
#include "check.h"

/* A source that counts its words: before each it says BIST, and WAIT. */
static uint32_t polls, last_poll;

static uint32_t scripted(void) {
  uint32_t number = polls++;
  if (number >= last_poll) return 3u << 30;
  if (number % 3 < 2) return (number % 3) << 30;
  return 2u << 30 | number / 3;
}

int main(void) {
  uint8_t bytes[300], again[300];
  memset(bytes, 0, sizeof bytes);
  memset(again, 0, sizeof again);
  check(random_bytes(bytes, 299) == CRYPTOGRAPHY_DONE, "the source works");
  check(bytes[299] == 0, "nothing behind the last byte");
  check(random_bytes(again, 299) == CRYPTOGRAPHY_DONE, "and again");
  /* Of fair bytes one or two of 299 agree. The noise of the golden model is the same in every run. */
  size_t equal = 0, ones = 0;
  for (size_t i = 0; i < 299; i++) {
    equal += bytes[i] == again[i];
    for (int bit = 0; bit < 8; bit++) ones += bytes[i] >> bit & 1;
  }
  check(equal < 15, "twice the same");
  check(ones > 1000 && ones < 1400, "half of the bits are ones");
  size_t different = 0;
  for (size_t i = 0; i + 32 < 299; i++) different += bytes[i] != bytes[i + 32];
  check(different > 240, "blocks differ");

  polls = 0;
  last_poll = UINT32_MAX;
  check(random_bytes_from(scripted, bytes, 64) == CRYPTOGRAPHY_DONE && polls == 3 * 80, "40 words for 32 bytes");
  /* The digest of the words 0 to 39 as 80 bytes, little-endian, and of 40 to 79. */
  uint16_t words[80];
  for (size_t i = 0; i < 80; i++) words[i] = (uint16_t)i;
  sha256(again, words, 80);
  sha256(again + 32, words + 40, 80);
  check(memcmp(bytes, again, 64) == 0, "conditioned by SHA-256");

  for (last_poll = 0; last_poll < 3 * 80; last_poll += 17) {
    polls = 0;
    memset(bytes, 0xff, sizeof bytes);
    check(random_bytes_from(scripted, bytes, 64) == CRYPTOGRAPHY_NO_ENTROPY, "a dead source");
    check(is_zero(bytes, 64) && bytes[64] == 0xff, "leaves zeros");
  }
  polls = 0;
  last_poll = 0;
  check(random_bytes_from(scripted, bytes, 0) == CRYPTOGRAPHY_DONE && polls == 0, "no bytes need no source");
  return first_failure;
}
