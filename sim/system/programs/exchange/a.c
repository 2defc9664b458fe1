/* Process A, the owner of the shared region. */
#include "figure5.h"

int main(void) {
  int32_t peer = expect(system_find(name("b")), "b");
  int32_t rounds = system_argument() ? system_argument() : 20;
  step("S81", "runs in encrypted mode: code and data under the keys of its entries");
  struct hidden *hidden = hidden_for_exchange(HIDDEN_SEGMENT, 4096);
  step_address("S82", "has the hidden region Ha at", hidden);
  if (exchange_choose(&hidden->exchange)) fail("a: no exponent");
  uint8_t *open = open_memory("Da", peer);
  for (uint32_t index = 0; index < DIFFIE_HELLMAN_SIZE; index++) open[index] = hidden->exchange.own[index];
  step_address("S83", "has chosen Xa in Ha, and put Ka = alpha^Xa mod q into Da, which everybody reads, at", open);

  give_public_value(open, peer);
  take_public_value(hidden->peer, "Db", peer);
  step("S84", "has sent Ka and received Kb");
  if (exchange_agree(&hidden->exchange, hidden->peer)) fail("a: the public value of b is not to be used");
  exchange_key(&hidden->key, &hidden->exchange, EXCHANGE_OWNER, hidden->peer, "Sab");
  step("S85", "has computed Kab = Kb^Xa mod q, in Ha");

  struct letter *letter = share_region("Sab", SHARED_SEGMENT, SHARED_BYTES, 1u << peer, &hidden->key);
  step_address("S86", "shares Sab under Kab, at", letter);
  write_text(letter, question);
  expect(system_send(peer, "go", 2), "b");
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "b");
  if (!reads(letter, answer)) fail("a: this is no answer");
  step("S100", "reads B's answer in Sab");

  for (int32_t round = 0; round < rounds; round++) {
    letter->number = (uint32_t)round;
    letter->turn = 1;
    while (letter->turn) system_yield();
    if (letter->number != 3 * (uint32_t)round + 1) fail("a: the answer is wrong");
  }
  step_number("S100", "messages to and fro in Sab:", rounds);
  system_show_regions();
  expect(system_send(peer, "end", 3), "b");
  return 0;
}
