/* The client, which asks to share. */
#include "client/identity.h"
#include "cost.h"

static void agree(struct hidden *hidden, int32_t peer, enum suite suite) {
  struct authenticated *exchange = &hidden->exchange;
  struct message *message = &hidden->message;
  struct authenticated_setup setup = {.role = AUTHENTICATED_CLIENT,
                                      .suites = (suite_set)(1 << suite),
                                      .credentials = identity_of_client,
                                      .authorities = authorities,
                                      .peer = "owner",
                                      .time = authority_time};
  authenticated_begin(exchange, &setup);
  done(authenticated_request(exchange, message));
  send_message(message, peer);
  receive_message(message, peer);
  done(authenticated_check_response(exchange, message));
  done(authenticated_send_value(exchange, message));
  send_message(message, peer);
  receive_message(message, peer);
  done(authenticated_check_owner(exchange, message));
  done(authenticated_sign_as_client(exchange, message));
  send_message(message, peer);
  receive_message(message, peer);
  done(authenticated_check_confirmation(exchange, message));
  done(authenticated_region_key(&hidden->key, exchange, "cost"));
}

int main(void) {
  int32_t peer = expect(system_find(name("owner")), "owner");
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, HIDDEN_BYTES);

  send_word(peer);
  agree_on_key(&hidden->key, &hidden->plain, peer, EXCHANGE_CLIENT, "cost");
  send_word(peer);

  for (uint32_t suite = 1; suite <= SUITES; suite++) {
    send_word(peer);
    receive_word(peer);
    agree(hidden, peer, (enum suite)suite);
    send_word(peer);
  }

  receive_word(peer);
  uint64_t since = system_time();
  const volatile uint8_t *shared = join_region("cost", SHARED_SEGMENT, SHARED_BYTES, &hidden->key);
  (void)shared[0];
  took("join", since);
  return 0;
}
