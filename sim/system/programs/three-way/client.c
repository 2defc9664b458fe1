/* Processes B to H: a client, whose name is the letter. */
#include "figure7.h"

int main(void) {
  int32_t rounds = system_argument() ? system_argument() : 20;
  const char letter = PROCESS[0];
  uint32_t number = (uint32_t)(letter - 'a');
  bool is_last = system_find((struct name){(uint32_t)letter + 1, 0}) < 0 || number == MOST_CLIENTS;
  int32_t owner = expect(system_find(name("a")), "a");
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, 4096);
  receive_public_value(hidden->peer, owner);
  if (exchange_choose(&hidden->exchange)) fail("no exponent");
  if (exchange_agree(&hidden->exchange, hidden->peer)) fail("the public value of a is not to be used");
  char path[4];
  path_name(path, letter);
  exchange_key(&hidden->path_key, &hidden->exchange, EXCHANGE_CLIENT, hidden->peer, path);
  step_address("S95", "has computed the key of its path to A; its hidden region is at", hidden);
  send_value(owner, &hidden->exchange);

  expect(system_receive(&(uint8_t[16]){}, 16, 0), "a");
  const struct path *notification = join_region(path, PATH_SEGMENT, PATH_BYTES, &hidden->path_key);
  memcpy(&hidden->common_key, &notification->key, sizeof hidden->common_key);
  step_address("SF-130", "has read Kshare in its path, which it has mapped at", notification);
  struct common *common = join_region("Hshare", COMMON_SEGMENT, COMMON_BYTES, &hidden->common_key);
  step_address("SF-131", "maps Hshare as Hshare', at", common);
  expect(system_send(owner, "done", 4), "a");

  for (int32_t round = 0; round < rounds; round++) {
    while (common->turn != number) system_yield();
    common->sum += number;
    common->turn = is_last ? 0 : number + 1;
  }
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "a");
  return 0;
}
