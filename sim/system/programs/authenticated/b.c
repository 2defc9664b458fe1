/* Process B, which asks to share. */
#include "b/identity.h"
#include "figure6.h"

/* Whether there is a key; if not, the exchange says why. */
static bool agree(struct hidden *hidden, int32_t peer, suite_set suites) {
  struct authenticated *exchange = &hidden->exchange;
  struct message *message = &hidden->message;
  struct authenticated_setup setup = {.role = AUTHENTICATED_CLIENT,
                                      .suites = suites,
                                      .credentials = identity_of_b,
                                      .authorities = authorities,
                                      .peer = "a",
                                      .time = authority_time};
  authenticated_begin(exchange, &setup);
  if (authenticated_request(exchange, message)) return false;
  step("SF-115", "sends the challenge Bn, and Bcert");
  send_message(message, peer);
  receive_message(message, peer);
  if (authenticated_check_response(exchange, message)) return false;
  step("SF-118", "has checked Acert with Kpg, taken Kpa out of it, and computed Bv");
  if (authenticated_send_value(exchange, message)) return false;
  send_message(message, peer);
  receive_message(message, peer);
  if (authenticated_check_owner(exchange, message)) return false;
  step("SF-122", "has checked A's signature with Kpa");
  if (authenticated_sign_as_client(exchange, message)) return false;
  step("SF-120", "sends its signature of Bv, An and all the rest");
  step("SF-123", "has computed Kauth");
  send_message(message, peer);
  receive_message(message, peer);
  if (authenticated_check_confirmation(exchange, message)) return false;
  step_suite("SF-124", "has agreed with A by ", exchange->suite);
  expect(system_send(peer, "ready", 5), "a");
  return true;
}

static void share(struct hidden *hidden, int32_t peer) {
  enum suite suite = hidden->exchange.suite;
  if (authenticated_region_key(&hidden->key, &hidden->exchange, "Sab")) fail("b: no key");
  receive_word(peer);
  struct letter *letter = join_region(shared_names[suite], SHARED_SEGMENT + suite, SHARED_BYTES, &hidden->key);
  step_address("S96", "maps Sab as Sab' under Kauth, at", letter);
  if (!reads(letter, question)) fail("b: this is no question");
  write_text(letter, answer);
  step_begin("S100");
  print("reads A's question in ");
  print(shared_names[suite]);
  print("', and answers there\n");
  expect(system_send(peer, "done", 4), "a");
  int32_t rounds = system_argument() ? system_argument() : 20;
  for (int32_t round = 0; round < rounds; round++) {
    while (!letter->turn) system_yield();
    letter->number = 3 * letter->number + 1;
    letter->turn = 0;
  }
}

int main(void) {
  int32_t peer = expect(system_find(name("a")), "a");
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, HIDDEN_BYTES);
  /* First the algorithms of the source document alone, then all: A takes the strongest. */
  static const suite_set offers[] = {1 << SUITE_FFDHE2048_RSA_PSS, SUITE_SET_ALL};
  for (uint32_t run = 0; run < SUITES; run++) {
    bool agreed = false;
    for (uint32_t attempt = 0; attempt < ATTEMPTS && !agreed; attempt++) {
      agreed = agree(hidden, peer, offers[run]);
      if (agreed) share(hidden, peer);
      else refuse(hidden, peer);
      receive_word(peer);
    }
  }
  expect(system_send(peer, "end", 3), "a");
  /* Until then the regions are there to be looked at. */
  receive_word(peer);
  return 0;
}
