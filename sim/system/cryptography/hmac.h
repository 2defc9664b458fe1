/* HMAC with SHA-256 (FIPS 198-1, section 4). How long it takes depends on the sizes of key and message alone. Compare
 * tags with `equal_bytes`. */
#pragma once
#include "sha256.h"

enum { HMAC_SHA256_SIZE = SHA256_SIZE };

/* A tag in work: the inner hash, and the outer one that has only its key yet. */
struct hmac_sha256 {
  struct sha256 inner, outer;
};

/* Keys of more than 64 bytes are hashed first, as the standard says. */
void hmac_sha256_init(struct hmac_sha256 *hmac, const void *key, size_t key_size);

/* The next bytes of the message. */
void hmac_sha256_update(struct hmac_sha256 *hmac, const void *message, size_t size);

/* The tag; the structure is wiped. */
void hmac_sha256_final(struct hmac_sha256 *hmac, uint8_t tag[HMAC_SHA256_SIZE]);

/* The tag of a whole message. */
void hmac_sha256(uint8_t tag[HMAC_SHA256_SIZE], const void *key, size_t key_size, const void *message, size_t size);
