/* Diffie-Hellman in the group ffdhe2048 (RFC 7919, sections 5 and A.1; SP 800-56A, 5.7.1.1), by the instruction
 * `modexp`: in encrypted mode only. Public values and shared secrets are big-endian with all leading zeros, 256 bytes,
 * as TLS 1.3 sends them.
 *
 * A private exponent is 32 bytes of `random_bytes`: 256 bits, of which the RFC asks for 225. A shared secret is no key:
 * `hkdf_extract` makes one of it. The exchange does not say who the peer is; a signature or a shared key must. */
#pragma once
#include "result.h"
#include <stdint.h>

enum { DIFFIE_HELLMAN_PRIVATE_SIZE = 32, DIFFIE_HELLMAN_SIZE = 256 };

/* The public value 2^x mod p. BAD_KEY for an exponent that gives 1, as 0 does. */
enum cryptography_result diffie_hellman_public(uint8_t public_value[DIFFIE_HELLMAN_SIZE],
                                               const uint8_t private_exponent[DIFFIE_HELLMAN_PRIVATE_SIZE]);

/* The shared secret y^x mod p. BAD_KEY when the peer's public value y is not between 1 and p-1 (RFC 7919, section 5.1),
 * or the secret is 1 or p-1. p is a safe prime: nothing else can have a small order. */
enum cryptography_result diffie_hellman_shared(uint8_t shared_secret[DIFFIE_HELLMAN_SIZE],
                                               const uint8_t private_exponent[DIFFIE_HELLMAN_PRIVATE_SIZE],
                                               const uint8_t peer_public_value[DIFFIE_HELLMAN_SIZE]);
