/* The other side of regions.swift: what that one does in Swift, seen from C. */
#include "sharing.h"

static bool holds(const volatile char *region, const char *text) {
  for (; *text; text++, region++)
    if (*region != *text) return false;
  return !*region;
}

int main(void) {
  int32_t peer = expect(system_find(name("regions")), "regions");
  uint8_t message[4];
  expect(system_receive(message, sizeof message, 0), "a message");
  uint8_t backwards[3] = {message[2], message[1], message[0]};
  expect(system_send(peer, backwards, sizeof backwards), "regions");
  for (uint32_t index = 0; index < 3; index++) expect(system_send(peer, "", 0), "regions");

  struct region_key key;
  derive_key(&key, "spring tide of 1851", 19, "derived");
  expect(system_share(name("kept"), 64, 0), "kept");
  char *open = share_region("open", 8, 64, 1u << peer, &key);
  const char text[] = "nobody reads this by chance";
  for (uint32_t index = 0; index < sizeof text; index++) open[index] = text[index];

  expect(system_receive(message, sizeof message, 0), "a message");
  volatile char *shared = join_region("derived", 7, 128, &key);
  volatile uint32_t *words = (volatile uint32_t *)shared;
  if (words[0] != 1851 || words[1] != 0xa500) fail("other: the words are wrong");
  if (!holds(shared + 64, "written in Swift")) fail("other: the text is wrong");
  words[0] *= 2;
  const char answer[] = "read in C, too";
  for (uint32_t index = 0; index < sizeof answer; index++) shared[64 + index] = answer[index];
  expect(system_send(peer, "done", 4), "regions");
  return 0;
}
