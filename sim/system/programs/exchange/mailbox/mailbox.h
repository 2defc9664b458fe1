/* Da and Db are memory in plaintext that the other side maps, and finds the public value in: no message carries it
 * (SF-101). */
#pragma once
#define PUBLIC_VALUES_BY_MAILBOX
#include "sharing.h"
#include "step.h"

struct mailbox {
  uint8_t value[DIFFIE_HELLMAN_SIZE];
  uint32_t is_full;
};

/* Of each process: a hidden region, and a step that says under which key it is. */
static void *hidden_for_exchange(uint8_t segment, uint32_t bytes);
static void step_of_key(void);

/* A hidden region under a key. What was written under it is there again when the region ends and the key comes back: it
 * is this key and no other. */
static inline void *hidden_region_confirmed(uint8_t segment, uint32_t bytes, const struct region_key *key) {
  volatile uint32_t *region = hidden_region_under(segment, bytes, key);
  region[0] = 1851;
  if (region_clear(segment)) fail("the hidden region does not end");
  if (region_install(segment, (void *)region, bytes, key, REGION_READ | REGION_WRITE, 0)) fail("its key does not come back");
  if (region[0] != 1851) fail("the hidden region is under another key");
  region[0] = 0;
  return (void *)region;
}

static inline uint8_t *open_memory(const char *called, int32_t peer) {
  return (uint8_t *)expect(system_share_public(name(called), sizeof(struct mailbox), 1u << peer), called);
}

static inline void give_public_value(uint8_t *open, int32_t peer) {
  (void)peer;
  __atomic_store_n(&((struct mailbox *)open)->is_full, 1, __ATOMIC_RELEASE);
}

static inline void take_public_value(uint8_t value[DIFFIE_HELLMAN_SIZE], const char *called, int32_t peer) {
  (void)peer;
  int32_t address;
  while ((address = system_map_public(name(called))) == SYSTEM_UNKNOWN) system_yield();
  const struct mailbox *mailbox = (const struct mailbox *)expect(address, called);
  while (!__atomic_load_n(&mailbox->is_full, __ATOMIC_ACQUIRE)) system_yield();
  for (uint32_t index = 0; index < DIFFIE_HELLMAN_SIZE; index++) value[index] = mailbox->value[index];
  step_address("SF-101", "reads the other side's public value in memory that both have, at", mailbox);
  /* Only now: before it they may run in any order. */
  step_of_key();
}
