/* Process A, the owner of the shared region. */
#include "a/identity.h"
#include "figure6.h"

/* Whether there is a key; if not, the exchange says why. */
static bool agree(struct hidden *hidden, int32_t peer) {
  struct authenticated *exchange = &hidden->exchange;
  struct message *message = &hidden->message;
  struct authenticated_setup setup = {.role = AUTHENTICATED_OWNER,
                                      .suites = SUITE_SET_ALL,
                                      .credentials = identity_of_a,
                                      .authorities = authorities,
                                      .peer = "b",
                                      .time = authority_time};
  authenticated_begin(exchange, &setup);
  receive_message(message, peer);
  if (authenticated_check_request(exchange, message)) return false;
  step("SF-117", "has checked Bcert with Kpg, taken Kpb out of it, and computed Av");
  if (authenticated_respond(exchange, message)) return false;
  step("SF-118", "sends the challenge An, and Acert");
  send_message(message, peer);
  receive_message(message, peer);
  if (authenticated_take_value(exchange, message)) return false;
  if (authenticated_sign_as_owner(exchange, message)) return false;
  step("SF-119", "sends Av, and its signature of Av, Bn and all the rest");
  send_message(message, peer);
  receive_message(message, peer);
  if (authenticated_check_client(exchange, message)) return false;
  step("SF-121", "has checked B's signature with Kpb");
  step("SF-123", "has computed Kauth, and B has the same");
  if (authenticated_confirm(exchange, message)) return false;
  step_suite("SF-124", "has agreed with B by ", exchange->suite);
  send_message(message, peer);
  receive_word(peer);
  return true;
}

static void share(struct hidden *hidden, int32_t peer) {
  enum suite suite = hidden->exchange.suite;
  if (authenticated_region_key(&hidden->key, &hidden->exchange, "Sab")) fail("a: no key");
  struct letter *letter =
      share_region(shared_names[suite], SHARED_SEGMENT + suite, SHARED_BYTES, 1u << peer, &hidden->key);
  step_address("S86", "shares Sab under Kauth, at", letter);
  write_text(letter, question);
  expect(system_send(peer, "go", 2), "b");
  receive_word(peer);
  if (!reads(letter, answer)) fail("a: this is no answer");
  step_begin("S100");
  print("reads B's answer in ");
  print(shared_names[suite]);
  print("\n");
  int32_t rounds = system_argument() ? system_argument() : 20;
  for (int32_t round = 0; round < rounds; round++) {
    letter->number = (uint32_t)round;
    letter->turn = 1;
    while (letter->turn) system_yield();
    if (letter->number != 3 * (uint32_t)round + 1) fail("a: the answer is wrong");
  }
  step_number("S100", "messages to and fro:", rounds);
}

int main(void) {
  int32_t peer = expect(system_find(name("b")), "b");
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, HIDDEN_BYTES);
  for (uint32_t run = 1; run <= SUITES; run++) {
    bool agreed = false;
    for (uint32_t attempt = 0; attempt < ATTEMPTS && !agreed; attempt++) {
      agreed = agree(hidden, peer);
      if (agreed) share(hidden, peer);
      else refuse(hidden, peer);
      expect(system_send(peer, "next", 4), "b");
    }
  }
  receive_word(peer);
  system_show_regions();
  expect(system_send(peer, "end", 3), "b");
  return 0;
}
