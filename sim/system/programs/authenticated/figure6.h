/* Figure 6 of the source document: what A and B do in the same way, and whoever comes between them. */
#pragma once
#include "authenticated.h"
#include "authority.h"
#include "long_message.h"
#include "sharing.h"
#include "turn.h"

enum { HIDDEN_SEGMENT = 4, SHARED_SEGMENT = 5, SHARED_BYTES = 4096, HIDDEN_BYTES = 8192 };

/* After a refusal they try once more: it may have been an accident. */
enum { ATTEMPTS = 2 };

/* Ha and Hb: nobody else reads them. */
struct hidden {
  struct authenticated exchange;
  struct message message;
  struct region_key key;
};
static_assert(sizeof(struct hidden) <= HIDDEN_BYTES);

/* Sab, one for each suite. */
static const char *const shared_names[SUITES + 1] = {"", "Sab1", "Sab2"};

struct letter {
  volatile uint32_t turn;
  volatile uint32_t number;
  char text[56];
};

static const char question[56] = "Which lock did you change last night, and why?";
static const char answer[56] = "The seventh: its ward was worn to the brass.";

static inline void send_message(const struct message *message, int32_t process) {
  expect(long_message_send(process, message->bytes, message->size), "a message of the exchange");
}

/* A message that did not come whole is empty, which no step takes. */
static inline void receive_message(struct message *message, int32_t process) {
  int32_t size = long_message_receive(message->bytes, MESSAGE_MAXIMUM, process);
  message->size = size < 0 ? 0 : (uint32_t)size;
}

static inline void receive_word(int32_t process) {
  int32_t sender;
  do expect(system_receive(&(uint8_t[16]){}, 16, &sender), "a word");
  while (sender != process);
}

static inline void step_suite(const char *number, const char *what, enum suite suite) {
  step_begin(number);
  print(what);
  print(suite_text(suite));
  print("\n");
}

/* Says why there is no key, and tells the other side, unless it was the one that has refused. */
static inline void refuse(struct hidden *hidden, int32_t peer) {
  const struct authenticated *exchange = &hidden->exchange;
  step_begin("SF-126");
  print("refuses: ");
  print(authenticated_result_text(exchange->result));
  if (exchange->result == AUTHENTICATED_BAD_CERTIFICATE) {
    print(" (");
    print(certificate_result_text(exchange->certificate));
    print(")");
  }
  print("\n");
  if (exchange->result == AUTHENTICATED_PEER_REFUSED) return;
  authenticated_refusal(exchange, &hidden->message);
  send_message(&hidden->message, peer);
}

static inline bool reads(const struct letter *letter, const char text[56]) {
  for (uint32_t index = 0; index < 56; index++)
    if (letter->text[index] != text[index]) return false;
  return true;
}

static inline void write_text(struct letter *letter, const char text[56]) {
  for (uint32_t index = 0; index < 56; index++) letter->text[index] = text[index];
}
