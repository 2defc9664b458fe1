/* HKDF with SHA-256 (RFC 5869, section 2): keys from a secret that is not a key yet, as Diffie-Hellman gives it. */
#pragma once
#include "hmac.h"
#include "result.h"

enum { HKDF_KEY_SIZE = SHA256_SIZE, HKDF_MAXIMUM_SIZE = 255 * SHA256_SIZE };

/* Section 2.2: the pseudorandom key. The salt need not be secret, and may be empty. */
void hkdf_extract(uint8_t key[HKDF_KEY_SIZE], const void *salt, size_t salt_size, const void *secret,
                  size_t secret_size);

/* Section 2.3: `size` bytes of output. `information` says what they are for: other information gives other, independent
 * bytes. BAD_SIZE for more than HKDF_MAXIMUM_SIZE bytes, which are zero then. The output must not overlap the inputs.
 */
enum cryptography_result hkdf_expand(void *output, size_t size, const uint8_t key[HKDF_KEY_SIZE],
                                     const void *information, size_t information_size);
