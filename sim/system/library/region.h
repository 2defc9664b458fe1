/* Regions that a process makes for itself, by `setik`: in encrypted mode, with a key that nobody else sees (SF-46,
 * SF-55). docs/encrypted-execution.md, section 4. */
#pragma once
#include <stdint.h>

/* For aes128-xts: data key and tweak key, which must differ. */
enum { REGION_KEY_BYTES = 32, REGION_LINE_BYTES = 64 };

struct region_key {
  uint8_t key[REGION_KEY_BYTES];
  /* Two regions of one key have different ones; those who share a region have the same. */
  uint8_t nonce[8];
};

enum region_rights : uint8_t { REGION_READ = 1, REGION_WRITE = 2, REGION_EXECUTE = 4 };
enum region_flags : uint8_t { REGION_PLAIN_ACCESS = 2, REGION_SHARED = 4, REGION_STACK = 8 };

/* Ends the process with an illegal instruction exception if it is not in encrypted mode: where the system could read
 * them, keys are not made (SF-91). */
void require_encrypted_mode(void);

/* Puts memory under a key. Address and size are multiples of 64; the segment is a number that the process has not used.
 * What was there is noise afterwards. When all attribute registers are taken the system is asked for one.
 * 0, or the processor's status: docs/instructions.md. */
uint32_t region_install(uint8_t segment, const void *address, uint32_t bytes, const struct region_key *key,
                        enum region_rights rights, enum region_flags flags);

/* Ends a region; its lines are written back first, and its key is gone. 0, or the processor's status. */
uint32_t region_clear(uint8_t segment);
