/* Process B, which maps the region. */
#include "figure5.h"

int main(void) {
  int32_t peer = expect(system_find(name("a")), "a");
  int32_t rounds = system_argument() ? system_argument() : 20;
  struct hidden *hidden = hidden_for_exchange(HIDDEN_SEGMENT, 4096);
  /* A's turn first, so that the steps come in one order. */
  take_public_value(hidden->peer, "Da", peer);
  step("S91", "runs in encrypted mode: code and data under the keys of its entries");
  step_address("S92", "has the hidden region Hb at", hidden);
  if (exchange_choose(&hidden->exchange)) fail("b: no exponent");
  uint8_t *open = open_memory("Db", peer);
  for (uint32_t index = 0; index < DIFFIE_HELLMAN_SIZE; index++) open[index] = hidden->exchange.own[index];
  step_address("S93", "has chosen Xb in Hb, and put Kb = alpha^Xb mod q into Db, which everybody reads, at", open);
  if (exchange_agree(&hidden->exchange, hidden->peer)) fail("b: the public value of a is not to be used");
  exchange_key(&hidden->key, &hidden->exchange, EXCHANGE_CLIENT, hidden->peer, "Sab");
  step("S95", "has computed Kab = Ka^Xb mod q, in Hb");
  step("S94", "sends Kb");
  give_public_value(open, peer);

  expect(system_receive(&(uint8_t[16]){}, 16, 0), "a");
  struct letter *letter = join_region("Sab", SHARED_SEGMENT, SHARED_BYTES, &hidden->key);
  step_address("S96", "maps Sab as Sab', at", letter);
  if (!reads(letter, question)) fail("b: this is no question");
  write_text(letter, answer);
  step("S100", "reads A's question in Sab', and answers there");
  expect(system_send(peer, "done", 4), "a");

  for (int32_t round = 0; round < rounds; round++) {
    while (!letter->turn) system_yield();
    letter->number = 3 * letter->number + 1;
    letter->turn = 0;
  }
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "a");
  return 0;
}
