/* Sharing data with other processes, so that nobody else reads it: not the operating system, which maps the memory.
 * Each step of the source document is a function of its own (SF-109), and all of them need encrypted mode. */
#pragma once
#include "exchange.h"
#include "region.h"
#include "result.h"
#include "system.h"

/* Memory that this process alone can read, under a random key that is nowhere but in the processor (SF-94, SF-95). Ends
 * the process when there is none. */
void *hidden_region(uint8_t segment, uint32_t bytes);

/* The same under a key that the process has: one that stands in its encrypted data, for one (SF-95). */
void *hidden_region_under(uint8_t segment, uint32_t bytes, const struct region_key *key);

/* A key that nobody else has (SF-90, SF-128). */
enum cryptography_result random_key(struct region_key *key);

/* A key that is unique to an initial value and to what it is for: all who have the initial value derive the same
 * (SF-84). */
void derive_key(struct region_key *key, const void *initial, uint32_t bytes, const char *purpose);

/* S84, S94: the public value of the other side, out of a message. Ends the process when another one comes, or from
 * somebody else, as far as the system says who that is. */
void receive_public_value(uint8_t value[DIFFIE_HELLMAN_SIZE], int32_t peer);

/* The whole exchange with another process, over messages: afterwards both have the key of a region for this purpose. The
 * exchange lies in a hidden region. It is the plain one: exchange.h says what that means. */
void agree_on_key(struct region_key *key, struct exchange *exchange, int32_t peer, enum exchange_role role,
                  const char *purpose);

/* The owner: memory under a name, which the processes in `permitted` may map (bit n: process n), under a key (SF-81,
 * SF-103). */
void *share_region(const char *name, uint8_t segment, uint32_t bytes, uint32_t permitted, const struct region_key *key);

/* A client: maps what the owner shares, somewhere in its own memory, under the same key (SF-82, SF-104). */
void *join_region(const char *name, uint8_t segment, uint32_t bytes, const struct region_key *key);
