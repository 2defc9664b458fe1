/* In the middle: with a kernel that leads A and B to it, this process is B for A, and A for B (SF-112). It is an
 * encrypted process like they are: everybody may make one. */
#include "figure5.h"

struct side {
  struct exchange exchange;
  struct region_key key;
  uint8_t peer[DIFFIE_HELLMAN_SIZE];
};

int main(void) {
  int32_t a = 0, b = 1;
  struct side *sides = hidden_region(HIDDEN_SEGMENT, 4096);
  struct side *to_a = &sides[0], *to_b = &sides[1];
  int32_t sender;
  expect(system_receive(to_a->peer, DIFFIE_HELLMAN_SIZE, &sender), "Ka");
  if (sender != a) fail("mitm: it is not between a and b");
  if (exchange_choose(&to_a->exchange) || exchange_choose(&to_b->exchange)) fail("mitm: no exponents");
  expect(system_send(b, to_b->exchange.own, DIFFIE_HELLMAN_SIZE), "b");
  receive_public_value(to_b->peer, b);
  if (exchange_agree(&to_a->exchange, to_a->peer) || exchange_agree(&to_b->exchange, to_b->peer)) fail("mitm: no keys");
  exchange_key(&to_a->key, &to_a->exchange, EXCHANGE_CLIENT, to_a->peer, "Sab");
  exchange_key(&to_b->key, &to_b->exchange, EXCHANGE_OWNER, to_b->peer, "Sab");
  step("SF-112", "has a key with A, who takes it for B, and one with B, who takes it for A");
  expect(system_send(a, to_a->exchange.own, DIFFIE_HELLMAN_SIZE), "a");

  /* A has written its question. */
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "a");
  struct letter *of_a = join_region("Sab", SHARED_SEGMENT, SHARED_BYTES, &to_a->key);
  struct letter *of_b = share_region("Sab", SHARED_SEGMENT + 1, SHARED_BYTES, 1u << b, &to_b->key);
  char text[57] = {};
  for (uint32_t index = 0; index < 56; index++) text[index] = of_b->text[index] = of_a->text[index];
  step("SF-112", "reads what A has written for B:");
  step("", text);
  expect(system_send(b, "go", 2), "b");
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "b");
  for (uint32_t index = 0; index < 56; index++) text[index] = of_a->text[index] = of_b->text[index];
  step("SF-112", "reads what B has answered:");
  step("", text);
  expect(system_send(a, "done", 4), "a");

  /* The rounds go on over it, until A ends. */
  for (;;) {
    if (of_a->turn) {
      of_b->number = of_a->number;
      of_b->turn = 1;
      while (of_b->turn) system_yield();
      of_a->number = of_b->number;
      of_a->turn = 0;
    }
    if (of_a->number == 3 * ((system_argument() ? (uint32_t)system_argument() : 20) - 1) + 1 && !of_a->turn) break;
    system_yield();
  }
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "a");
  expect(system_send(b, "end", 3), "b");
  return 0;
}
