/* What the two sides of an authenticated exchange sign, and what becomes of their common secret:
 * docs/authenticated-exchange.md, sections 3 and 4. */
#pragma once
#include "authenticated.h"

/* Begins the transcript: the digest of everything that is sent. */
void transcript_begin(struct sha256 *transcript);

/* A message, or the part of it before a signature; or a signature. With its size, so that the bytes can be taken apart
 * in one way only. */
void transcript_add(struct sha256 *transcript, const void *bytes, uint32_t size);

/* Signs the transcript as it is now, in a role. */
enum cryptography_result transcript_sign(uint8_t *signature, const struct sha256 *transcript,
                                         enum authenticated_role role, const struct private_key *key);

/* Whether it is the signature of the other side, in its role. */
enum cryptography_result transcript_verify(const uint8_t *signature, uint32_t size, const struct sha256 *transcript,
                                           enum authenticated_role role, const struct public_key *key);

/* SF-123: Kauth and the keys of the confirmations, of the secret that both sides agree on and of the whole transcript.
 * Wipes the secret. */
void authenticated_derive(struct authenticated *exchange);

/* The code by which a side confirms that it has the keys. */
void authenticated_code(uint8_t code[SHA256_SIZE], const struct authenticated *exchange, enum authenticated_role role);
