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

/* Every 32 bytes are the digest of 40 words of 16 bits. Zkr promises 8 bits of entropy in each, so that 320 go in: 64
 * more than come out, which SP 800-90C asks for if the output is to have full entropy. (This processor's own words have
 * full entropy already.) No state is kept, and so none can be stolen, copied with a process or used up. */
enum { WORDS_OF_DIGEST = 40 };

/* With the source as an argument, for tests. */
static enum cryptography_result random_digest(uint32_t (*seed)(void), uint8_t digest[SHA256_SIZE]) {
  uint16_t words[WORDS_OF_DIGEST];
  size_t count = 0;
  uint32_t status = SEED_IS_RANDOM;
  while (count < WORDS_OF_DIGEST && status != SEED_IS_DEAD) {
    uint32_t word = seed();
    status = word >> 30;
    if (status == SEED_IS_RANDOM) words[count++] = (uint16_t)word;
  }
  if (status != SEED_IS_DEAD) sha256(digest, words, sizeof words);
  wipe(words, sizeof words);
  return status == SEED_IS_DEAD ? CRYPTOGRAPHY_NO_ENTROPY : CRYPTOGRAPHY_DONE;
}

static enum cryptography_result random_bytes_from(uint32_t (*seed)(void), void *memory, size_t size) {
  uint8_t *bytes = memory, digest[SHA256_SIZE];
  enum cryptography_result result = CRYPTOGRAPHY_DONE;
  for (size_t done = 0; done < size; done += sizeof digest) {
    result = random_digest(seed, digest);
    if (result != CRYPTOGRAPHY_DONE) break;
    memcpy(bytes + done, digest, size - done < sizeof digest ? size - done : sizeof digest);
  }
  if (result != CRYPTOGRAPHY_DONE) wipe(memory, size);
  wipe(digest, sizeof digest);
  return result;
}

enum cryptography_result random_bytes(void *memory, size_t size) {
  return random_bytes_from(random_seed_register, memory, size);
}
