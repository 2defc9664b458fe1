/* The authenticated exchange again and again, while the process in the middle, which carries all messages, changes one
 * of them in each run. Both sides tell it how the run has ended. */
#pragma once
#include "../authenticated/figure6.h"
#include "constant_time.h"
#include "memory.h"

enum { MESSAGES = 6, COMPARED_BYTES = 8, A = 0, B = 1 };

/* What a side tells at the end of a run. */
struct verdict {
  bool agreed;
  enum authenticated_result result;
  /* Of a key that is used for nothing else. */
  uint8_t compared[COMPARED_BYTES];
};

typedef enum authenticated_result step_function(struct authenticated *, struct message *);
typedef enum authenticated_result check_function(struct authenticated *, const struct message *);

/* By whom message n is made, and taken. */
static step_function *const makers[MESSAGES + 1] = {
    nullptr,
    authenticated_request,
    authenticated_respond,
    authenticated_send_value,
    authenticated_sign_as_owner,
    authenticated_sign_as_client,
    authenticated_confirm,
};
static check_function *const takers[MESSAGES + 1] = {
    nullptr,
    authenticated_check_request,
    authenticated_check_response,
    authenticated_take_value,
    authenticated_check_owner,
    authenticated_check_client,
    authenticated_check_confirmation,
};

static inline int32_t runs(void) { return system_argument() ? system_argument() : 20; }

/* Every fourth run has the suite that is computed in software alone, and takes longer. */
static inline suite_set offered_in(int32_t run) {
  return run % 4 == 3 ? (suite_set)SUITE_SET_ALL : (suite_set)(1 << SUITE_FFDHE2048_RSA_PSS);
}

/* B's last word: it has the key too. Without it A does not use its own. */
static inline void make_ready(struct message *message) {
  message_begin(message, MESSAGE_CONFIRMATION);
  message_put(message, "ready", 5);
}

/* The side that makes odd messages is the client. Whether there is a key. */
static inline bool take_part(struct hidden *hidden, int32_t peer) {
  struct authenticated *exchange = &hidden->exchange;
  struct message *message = &hidden->message;
  bool is_client = exchange->setup.role == AUTHENTICATED_CLIENT;
  for (uint32_t number = 1; number <= MESSAGES; number++) {
    if ((number % 2 == 1) == is_client) {
      if (makers[number](exchange, message)) return false;
      send_message(message, peer);
    } else {
      receive_message(message, peer);
      if (takers[number](exchange, message)) return false;
    }
  }
  if (is_client) {
    make_ready(message);
    send_message(message, peer);
    return true;
  }
  struct message_reader reader;
  receive_message(message, peer);
  return message_open(&reader, message, MESSAGE_CONFIRMATION);
}

static inline int side(enum authenticated_role role, const struct credential *credentials, const char *other) {
  int32_t peer = expect(system_find(name(other)), other);
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, HIDDEN_BYTES);
  for (int32_t run = 0, last = runs(); run < last; run++) {
    struct authenticated_setup setup = {.role = role,
                                        .suites = role == AUTHENTICATED_CLIENT ? offered_in(run) : SUITE_SET_ALL,
                                        .credentials = credentials,
                                        .authorities = authorities,
                                        .peer = other,
                                        .time = authority_time};
    authenticated_begin(&hidden->exchange, &setup);
    struct verdict verdict = {.agreed = take_part(hidden, peer), .result = hidden->exchange.result};
    if (verdict.agreed) {
      if (authenticated_region_key(&hidden->key, &hidden->exchange, "compared")) fail("no key after an agreement");
      memcpy(verdict.compared, hidden->key.key, COMPARED_BYTES);
    } else if (verdict.result && verdict.result != AUTHENTICATED_PEER_REFUSED) {
      struct region_key key;
      if (authenticated_region_key(&key, &hidden->exchange, "compared") != AUTHENTICATED_WRONG_STEP)
        fail("a key after a refusal");
      authenticated_refusal(&hidden->exchange, &hidden->message);
      send_message(&hidden->message, peer);
    }
    expect(system_send(peer, &verdict, sizeof verdict), other);
  }
  return 0;
}
