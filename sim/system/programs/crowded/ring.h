/* A ring of processes in which a token goes round, in a region that all share. Each checks it at every turn. */
#pragma once
#include "sharing.h"
#include "step.h"

enum { SEGMENT = 8, RING_BYTES = 4096, MOST_MEMBERS = 16 };

/* All programs have it in their data (SF-83). */
static const struct region_key ring_key = {
    {0x6a, 0x10, 0xd3, 0x8f, 0x42, 0xe7, 0x95, 0x0c, 0xb8, 0x21, 0x7e, 0xf4, 0x5b, 0xa6, 0x39, 0xcd,
     0x04, 0x9b, 0x61, 0xf7, 0x2e, 0xd8, 0x83, 0x1a, 0xc5, 0x70, 0x3f, 0xea, 0x96, 0x4d, 0xb2, 0x57},
    {0x88, 0x2d, 0xf1, 0x06, 0x9c, 0x53, 0xe4, 0x7b}};

struct ring {
  volatile uint32_t token;
  /* How often each member has had it. */
  volatile uint32_t turns[MOST_MEMBERS];
};

static inline uint32_t passed(uint32_t token, int32_t member) { return token * 0x915f77f5 + (uint32_t)member; }

static inline void wait_for(int32_t member) {
  int32_t sender;
  expect(system_receive(&(uint8_t[16]){}, 16, &sender), "ring");
  if (member >= 0 && sender != member) fail("ring: this is not the one before");
}

static inline void tell(int32_t member) { expect(system_send(member, "go", 2), "ring"); }

static inline struct ring *ring_of(int32_t self) {
  uint8_t segment = (uint8_t)(SEGMENT + self);
  return self == 0 ? share_region("ring", segment, RING_BYTES, ~0u, &ring_key)
                   : join_region("ring", segment, RING_BYTES, &ring_key);
}

/* The members are the processes from 0 on. Each calls this. */
static inline void go_round(int32_t self, int32_t members) {
  struct ring *ring;
  if (self == 0) {
    for (int32_t member = 1; member < members; member++) wait_for(-1);
    ring = ring_of(0);
    for (int32_t member = 1; member < members; member++) tell(member);
    for (int32_t member = 1; member < members; member++) wait_for(-1);
    step_number("", "processes that share the region of the ring:", members);
    system_show_regions();
  } else {
    tell(0);
    wait_for(0);
    ring = ring_of(self);
    tell(0);
  }
  uint32_t laps = system_argument() ? (uint32_t)system_argument() : 20, token = 1;
  int32_t next = (self + 1) % members, before = (self + members - 1) % members;
  for (uint32_t lap = 0; lap < laps; lap++) {
    if (self || lap) wait_for(before);
    else ring->token = 1;
    /* What it was at the last turn, and all that has come to it, this process has kept. */
    for (int32_t member = lap ? next : 0; member != self; member = (member + 1) % members)
      token = passed(token, member);
    if (ring->token != token) fail("ring: the token is another one");
    if (ring->turns[self] != lap) fail("ring: a turn is missing");
    ring->turns[self] = lap + 1;
    ring->token = token = passed(token, self);
    tell(next);
  }
  if (self) return;
  wait_for(before);
  for (int32_t member = 0; member < members; member++)
    if (ring->turns[member] != laps) fail("ring: somebody's turns are missing");
  step_number("", "laps of the token through all of them:", (int32_t)laps);
}
