/* Two processes that know nothing of each other agree on the key of a shared region: Diffie-Hellman (SF-92, figures 4
 * and 5) in the group ffdhe2048 of RFC 7919. The exchange does not say with whom: whoever carries the messages can
 * stand in the middle. Everything that is secret lies in a hidden region. */
#pragma once
#include "diffie_hellman.h"
#include "region.h"

/* One side; belongs into a hidden region (SF-97, SF-98). */
struct exchange {
  uint8_t exponent[DIFFIE_HELLMAN_PRIVATE_SIZE];
  uint8_t own[DIFFIE_HELLMAN_SIZE];
  uint8_t agreed[DIFFIE_HELLMAN_SIZE];
};

enum exchange_role { EXCHANGE_OWNER, EXCHANGE_CLIENT };

/* S83, S93: chooses the exponent by random, and computes the public value, which everybody may see: `own`. */
enum cryptography_result exchange_choose(struct exchange *exchange);

/* S85, S95: the common key, from the public value of the other side. */
enum cryptography_result exchange_agree(struct exchange *exchange, const uint8_t peer[DIFFIE_HELLMAN_SIZE]);

/* The key for the shared region: bound to both public values and to what it is for. */
void exchange_key(struct region_key *key, const struct exchange *exchange, enum exchange_role role,
                  const uint8_t peer[DIFFIE_HELLMAN_SIZE], const char *purpose);
