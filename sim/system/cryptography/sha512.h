/* SHA-512 (FIPS 180-4, sections 4.1.3, 4.2.3, 5.1.2, 5.2.2, 5.3.5 and 6.4). Digests are bytes in the order of the
 * standard. How long it takes depends on the size of the message alone. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { SHA512_SIZE = 64, SHA512_BLOCK = 128 };

/* A digest in work. It can be copied, to go on in two ways. */
struct sha512 {
  uint64_t state[8];
  uint64_t length;
  uint8_t block[SHA512_BLOCK];
};

void sha512_init(struct sha512 *hash);

/* The next bytes of the message, in pieces of any size; less than 2^61 in all. */
void sha512_update(struct sha512 *hash, const void *message, size_t size);

/* The digest; the structure is wiped. */
void sha512_final(struct sha512 *hash, uint8_t digest[SHA512_SIZE]);

/* The digest of a whole message. */
void sha512(uint8_t digest[SHA512_SIZE], const void *message, size_t size);
