#include "region.h"
#include "constant_time.h"
#include "memory.h"
#include "system.h"

/* The descriptor of `setik`. */
struct descriptor {
  uint8_t segment;
  uint8_t options;
  uint8_t algorithm;
  uint8_t key_segment;
  uint32_t base;
  uint32_t size;
  uint8_t rights;
  uint8_t flags;
  uint8_t key_bytes;
  uint8_t unused;
  uint8_t nonce[8];
  uint8_t key[64];
};
static_assert(sizeof(struct descriptor) == 88);

enum { algorithm_aes128_xts = 1 };

/* Statuses of the processor. */
enum { attributes_full = 10, key_store_full = 11 };

void require_encrypted_mode(void) {
  /* A power of numbers without a word: refused in encrypted mode, and illegal in plaintext. */
  uint32_t lengths = 0, answer;
  __asm__ volatile(".insn r 0x0b, 0, 6, %0, %1, %1" : "=r"(answer) : "r"(&lengths) : "memory");
}

uint32_t region_install(uint8_t segment, const void *address, uint32_t bytes, const struct region_key *key,
                        enum region_rights rights, enum region_flags flags) {
  struct descriptor descriptor = {
      .segment = segment,
      .algorithm = algorithm_aes128_xts,
      .base = (uint32_t)address,
      .size = bytes,
      .rights = rights,
      .flags = flags,
      .key_bytes = REGION_KEY_BYTES,
  };
  memcpy(descriptor.nonce, key->nonce, sizeof descriptor.nonce);
  memcpy(descriptor.key, key->key, REGION_KEY_BYTES);
  uint32_t answer;
  do {
    __asm__ volatile(".insn r 0x0b, 0, 2, %0, %1, x0" : "=r"(answer) : "r"(&descriptor) : "memory");
    answer &= 31;
  } while ((answer == attributes_full || answer == key_store_full) && system_make_room() >= 0);
  wipe(&descriptor, sizeof descriptor);
  return answer;
}

uint32_t region_clear(uint8_t segment) {
  uint32_t answer;
  __asm__ volatile(".insn r 0x0b, 0, 3, %0, %1, x0" : "=r"(answer) : "r"((uint32_t)segment) : "memory");
  return answer & 31;
}
