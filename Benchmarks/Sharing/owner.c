/* The owner of the shared region, which takes the time. */
#include "cost.h"
#include "owner/identity.h"

static void agree(struct hidden *hidden, int32_t peer) {
  struct authenticated *exchange = &hidden->exchange;
  struct message *message = &hidden->message;
  struct authenticated_setup setup = {.role = AUTHENTICATED_OWNER,
                                      .suites = SUITE_SET_ALL,
                                      .credentials = identity_of_owner,
                                      .authorities = authorities,
                                      .peer = "client",
                                      .time = authority_time};
  authenticated_begin(exchange, &setup);
  receive_message(message, peer);
  done(authenticated_check_request(exchange, message));
  done(authenticated_respond(exchange, message));
  send_message(message, peer);
  receive_message(message, peer);
  done(authenticated_take_value(exchange, message));
  done(authenticated_sign_as_owner(exchange, message));
  send_message(message, peer);
  receive_message(message, peer);
  done(authenticated_check_client(exchange, message));
  done(authenticated_confirm(exchange, message));
  send_message(message, peer);
  done(authenticated_region_key(&hidden->key, exchange, "cost"));
}

int main(void) {
  int32_t peer = expect(system_find(name("client")), "client");
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, HIDDEN_BYTES);

  receive_word(peer);
  uint64_t since = system_time();
  agree_on_key(&hidden->key, &hidden->plain, peer, EXCHANGE_OWNER, "cost");
  receive_word(peer);
  took("plain", since);

  for (uint32_t suite = 1; suite <= SUITES; suite++) {
    receive_word(peer);
    since = system_time();
    send_word(peer);
    agree(hidden, peer);
    receive_word(peer);
    took(suite == SUITE_FFDHE2048_RSA_PSS ? "ffdhe2048, RSA-2048" : "X25519, Ed25519", since);
  }

  since = system_time();
  share_region("cost", SHARED_SEGMENT, SHARED_BYTES, 1u << peer, &hidden->key);
  took("share", since);
  send_word(peer);
  return 0;
}
