/* Diffie-Hellman on Curve25519 (RFC 7748, sections 5 and 6.1). Keys and secrets are 32 bytes, little-endian. How long
 * it takes depends on none of them.
 *
 * A private key is 32 bytes of `random_bytes`. A shared secret is no key: `hkdf_extract` makes one of it, with both
 * public keys in its salt or information. The exchange does not say who the peer is; a signature or a shared key
 * must. */
#pragma once
#include "result.h"
#include <stdint.h>

enum { X25519_SIZE = 32 };

/* The public key of a private one. */
void x25519_public(uint8_t public_key[X25519_SIZE], const uint8_t private_key[X25519_SIZE]);

/* The shared secret. BAD_KEY when it is zero: then the peer's public key is one of the few of small order, with which
 * the secret depends on no private key. Bit 255 of a public key is not looked at, and numbers from 2^255 - 19 on are
 * taken modulo that, as the RFC has it. */
enum cryptography_result x25519(uint8_t shared_secret[X25519_SIZE], const uint8_t private_key[X25519_SIZE],
                                const uint8_t peer_public_key[X25519_SIZE]);
