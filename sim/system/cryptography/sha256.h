/* SHA-256 (FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.2.1, 5.3.3 and 6.2). Digests are bytes in the order of the
 * standard. How long it takes depends on the size of the message alone. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { SHA256_SIZE = 32, SHA256_BLOCK = 64 };

/* A digest in work. It can be copied, to go on in two ways. */
struct sha256 {
  uint32_t state[8];
  uint64_t length;
  uint8_t block[SHA256_BLOCK];
};

void sha256_init(struct sha256 *hash);

/* The next bytes of the message, in pieces of any size; less than 2^61 in all. */
void sha256_update(struct sha256 *hash, const void *message, size_t size);

/* The digest; the structure is wiped. */
void sha256_final(struct sha256 *hash, uint8_t digest[SHA256_SIZE]);

/* The digest of a whole message. */
void sha256(uint8_t digest[SHA256_SIZE], const void *message, size_t size);
