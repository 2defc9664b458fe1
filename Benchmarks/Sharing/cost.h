/* What sharing a region costs, by the timer, which counts clock cycles: two processes on the one processor. The owner takes
 * the time from the moment when both are ready to the one when both have the key. */
#pragma once
#include "authenticated.h"
#include "authority.h"
#include "long_message.h"
#include "sharing.h"

enum { HIDDEN_SEGMENT = 4, HIDDEN_BYTES = 8192, SHARED_SEGMENT = 5, SHARED_BYTES = 4096 };

struct hidden {
  struct exchange plain;
  struct authenticated exchange;
  struct message message;
  struct region_key key;
};
static_assert(sizeof(struct hidden) <= HIDDEN_BYTES);

static inline void send_word(int32_t peer) { expect(system_send(peer, "go", 2), "the other side"); }

static inline void receive_word(int32_t peer) {
  int32_t sender;
  do expect(system_receive(&(uint8_t[2]){}, 2, &sender), "the other side");
  while (sender != peer);
}

static inline void send_message(const struct message *message, int32_t peer) {
  expect(long_message_send(peer, message->bytes, message->size), "a message of the exchange");
}

static inline void receive_message(struct message *message, int32_t peer) {
  message->size = (uint32_t)expect(long_message_receive(message->bytes, MESSAGE_MAXIMUM, peer), "a message");
}

static inline void done(enum authenticated_result result) {
  if (result) fail(authenticated_result_text(result));
}

/* A line for the table. */
static inline void took(const char *what, uint64_t since) {
  uint64_t cycles = system_time() - since;
  print("cost: ");
  print(what);
  print(": ");
  print_number((int32_t)cycles);
  print("\n");
}
