/* Processes take turns by messages, so that steps come in one order on every processor. */
#pragma once
#include "step.h"

/* Lets a process go on, and waits until it says that it has done its part. */
static inline void let(const char *process) {
  int32_t number = expect(system_find(name(process)), process);
  int32_t sender;
  expect(system_send(number, "go", 2), process);
  do expect(system_receive(&(uint8_t[16]){}, 16, &sender), process);
  while (sender != number);
}

/* Waits for the turn; the process that gave it. */
static inline int32_t turn_begins(void) {
  int32_t sender;
  expect(system_receive(&(uint8_t[16]){}, 16, &sender), "turn");
  return sender;
}

static inline void turn_ends(int32_t giver) { expect(system_send(giver, "done", 4), "turn"); }

/* Waits for the last turn: until then all the regions of this process are there to be looked at. */
static inline void wait_for_end(void) { turn_ends(turn_begins()); }
