/* Process A, the owner of what all share. */
#include "figure7.h"

int main(void) {
  int32_t rounds = system_argument() ? system_argument() : 20;
  int32_t clients[MOST_CLIENTS];
  int32_t count = 0;
  uint32_t permitted = 0;
  for (; count < MOST_CLIENTS; count++) {
    clients[count] = system_find((struct name){(uint32_t)('b' + count), 0});
    if (clients[count] < 0) break;
    permitted |= 1u << clients[count];
  }
  struct hidden *hidden = hidden_region(HIDDEN_SEGMENT, 4096);
  step_address("S82", "has the hidden region Ha at", hidden);
  static_assert(sizeof(struct hidden) <= 4096);
#ifdef EMBEDDED_KEY
  hidden->common_key = embedded_key;
  step("SF-128", "takes the Kshare that stands in its data");
#else
  if (random_key(&hidden->common_key)) fail("a: no random numbers");
#endif
  struct common *common = share_region("Hshare", COMMON_SEGMENT, COMMON_BYTES, permitted, &hidden->common_key);
  step_address("SF-127", "has made Hshare under Kshare, which is in Ha, at", common);

  for (int32_t index = 0; index < count; index++) {
    char path[4];
    path_name(path, (char)('b' + index));
    if (exchange_choose(&hidden->exchange)) fail("a: no exponent");
    send_value(clients[index], &hidden->exchange);
    receive_public_value(hidden->peer, clients[index]);
    if (exchange_agree(&hidden->exchange, hidden->peer)) fail("a: the public value is not to be used");
    exchange_key(&hidden->path_key, &hidden->exchange, EXCHANGE_OWNER, hidden->peer, path);
    struct path *notification =
        share_region(path, (uint8_t)(PATH_SEGMENT + index), PATH_BYTES, 1u << clients[index], &hidden->path_key);
    memcpy(&notification->key, &hidden->common_key, sizeof hidden->common_key);
    step_begin("SF-130");
    print("has agreed on a key, and written Kshare into ");
    print(path);
    print("\n");
    expect(system_send(clients[index], "go", 2), path);
    expect(system_receive(&(uint8_t[16]){}, 16, 0), path);
  }

  step_number("SF-133", "paths from owner to clients:", count);
  for (int32_t round = 0; round < rounds; round++) {
    common->sum = (uint32_t)round;
    common->turn = 1;
    while (common->turn) system_yield();
    if (common->sum != (uint32_t)(round + count * (count + 1) / 2)) fail("a: the sum is wrong");
  }
  step_number("SF-132", "rounds through all processes in Hshare:", rounds);
  system_show_regions();
  for (int32_t index = 0; index < count; index++) expect(system_send(clients[index], "end", 3), "a client");
  return 0;
}
