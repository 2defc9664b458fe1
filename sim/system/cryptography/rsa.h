/* RSASSA-PSS (RFC 8017, section 8.1) with SHA-256, MGF1 with SHA-256 (B.2.1), a salt of 32 bytes and the public
 * exponent 65537, by the instruction `modexp`: in encrypted mode only. Numbers are big-endian. A modulus has all its
 * 2048 or 3072 bits: 256 or 384 bytes, of which the first is at least 0x80. Signatures have its size. */
#pragma once
#include "result.h"
#include <stddef.h>
#include <stdint.h>

enum { RSA_MAXIMUM_SIZE = 384, RSA_SALT_SIZE = 32 };

/* Section 8.1.1. The salt is fresh bytes of `random_bytes`; the private exponent has the size of the modulus. BAD_SIZE
 * and BAD_KEY when the key is none of those above. The signature is verified before it is given out: FAULT when it is
 * wrong, because the hardware has erred or the exponents do not belong together. It is zero then: a wrong one may show
 * the factors of the modulus. */
enum cryptography_result rsa_pss_sign(uint8_t *signature, const void *message, size_t message_size,
                                      const uint8_t salt[RSA_SALT_SIZE], const uint8_t *modulus,
                                      const uint8_t *private_exponent, size_t size);

/* Section 8.1.2. DONE if and only if the signature is valid, else BAD_SIGNATURE, which a signature value that is not
 * below the modulus is too; BAD_SIZE and BAD_KEY when the modulus is none of those above. */
enum cryptography_result rsa_pss_verify(const uint8_t *signature, size_t signature_size, const void *message,
                                        size_t message_size, const uint8_t *modulus, size_t size);
