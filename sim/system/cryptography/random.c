#include "random.h"
#include "constant_time.h"
#include "memory.h"
#include "sha256.h"

/* Status in bits 31 and 30: BIST 0 and WAIT 1 ask for patience. */
enum { SEED_IS_RANDOM = 2, SEED_IS_DEAD = 3 };

static uint32_t random_seed_register(void) {
  uint32_t word;
  /* An access that does not write is illegal: reading takes the bits away. */
  __asm__ volatile("csrrw %0, 0x015, zero" : "=r"(word));
  return word;
}

/* Every 32 bytes are the digest of 40 words of 16 bits. Zkr promises 8 bits of entropy in a word, so that 320 go in: 64
 * more than come out, which SP 800-90C asks for if the output is to have full entropy. (This processor's own words have
 * full entropy already.) No state is kept, and so none can be stolen, copied with a process or used up. */
enum { WORDS_OF_DIGEST = 40 };

/* With the source as an argument, for tests. */
static enum cryptography_result random_bytes_from(uint32_t (*seed)(void), void *memory, size_t size) {
  uint8_t *bytes = memory, digest[SHA256_SIZE];
  uint16_t words[WORDS_OF_DIGEST];
  enum cryptography_result result = CRYPTOGRAPHY_DONE;
  for (size_t done = 0; done < size && result == CRYPTOGRAPHY_DONE; done += sizeof digest) {
    for (size_t count = 0; count < WORDS_OF_DIGEST && result == CRYPTOGRAPHY_DONE;) {
      uint32_t word = seed();
      if (word >> 30 == SEED_IS_RANDOM) words[count++] = (uint16_t)word;
      if (word >> 30 == SEED_IS_DEAD) result = CRYPTOGRAPHY_NO_ENTROPY;
    }
    if (result != CRYPTOGRAPHY_DONE) break;
    sha256(digest, words, sizeof words);
    memcpy(bytes + done, digest, size - done < sizeof digest ? size - done : sizeof digest);
  }
  if (result != CRYPTOGRAPHY_DONE) wipe(memory, size);
  wipe(words, sizeof words);
  wipe(digest, sizeof digest);
  return result;
}

enum cryptography_result random_bytes(void *memory, size_t size) {
  return random_bytes_from(random_seed_register, memory, size);
}
