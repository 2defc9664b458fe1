/* The public values go by messages, and hidden regions are under random keys. */
#pragma once
#include "sharing.h"

static inline void *hidden_for_exchange(uint8_t segment, uint32_t bytes) { return hidden_region(segment, bytes); }

/* Da, Db: memory in plaintext. */
static inline uint8_t *open_memory(const char *called, int32_t peer) {
  (void)peer;
  return (uint8_t *)expect(system_allocate_public(4096), called);
}

static inline void give_public_value(uint8_t *open, int32_t peer) {
  expect(system_send(peer, open, DIFFIE_HELLMAN_SIZE), "the public value");
}

static inline void take_public_value(uint8_t value[DIFFIE_HELLMAN_SIZE], const char *called, int32_t peer) {
  (void)called;
  receive_public_value(value, peer);
}
