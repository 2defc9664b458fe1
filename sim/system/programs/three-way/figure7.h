/* Figure 7 of the source document: an owner and its clients. Each client has a path of its own to the owner, on which
 * it gets the key of what all of them share. */
#pragma once
#include "exchange.h"
#include "memory.h"
#include "sharing.h"
#include "turn.h"

enum { HIDDEN_SEGMENT = 4, COMMON_SEGMENT = 5, PATH_SEGMENT = 6, COMMON_BYTES = 4096, PATH_BYTES = 64, MOST_CLIENTS = 7 };

/* Ha, Hb and so on. */
struct hidden {
  struct exchange exchange;
  struct region_key path_key;
  uint8_t peer[DIFFIE_HELLMAN_SIZE];
  /* Kshare. */
  struct region_key common_key;
};

/* Sab, Sac and so on: a path on which a key is told (SF-130). */
struct path {
  struct region_key key;
};
static_assert(sizeof(struct path) <= PATH_BYTES);

/* Hshare. */
struct common {
  /* Whose turn it is: the number of a client from 1 on, 0 for the owner. */
  volatile uint32_t turn;
  volatile uint32_t sum;
};

/* The path between the owner and a client, whose name is a letter. */
static inline void path_name(char text[4], char client) {
  text[0] = 'S';
  text[1] = 'a';
  text[2] = client;
  text[3] = 0;
}

static inline void send_value(int32_t peer, const struct exchange *exchange) {
  expect(system_send(peer, exchange->own, DIFFIE_HELLMAN_SIZE), "the public value");
}
