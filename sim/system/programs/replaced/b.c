/* Process B, which shares with A, and finds out whether it still does. */
#include "replaced.h"

int main(void) {
  int32_t peer = expect(system_find(name("a")), "a");
  struct exchange *exchange = hidden_region(HIDDEN_SEGMENT, 4096);
  struct region_key key;
  agree_on_key(&key, exchange, peer, EXCHANGE_CLIENT, "Sab");
  int32_t giver = turn_begins();
  const struct letter *letter = join_region("Sab", SHARED_SEGMENT, SHARED_BYTES, &key);
  if (!is_text(letter) || letter->number != 1) fail("b: this is not A's letter");
  step("S100", "reads A's first letter in Sab");
  turn_ends(giver);

  giver = turn_begins();
  if (giver != peer || system_find(name("a")) != peer) fail("b: the kernel does not lie");
  if (!is_text(letter) || letter->number != 1) fail("b: the letter has changed");
  step("", "is told of another letter by A, as the kernel says; there is none in Sab");
  turn_ends(giver);

  giver = turn_begins();
  if (giver != peer) fail("b: the kernel does not lie");
  if (is_text(letter) || letter->number == 2) fail("b: somebody else writes as A");
  step("", "is told again: Sab has noise. Whoever this is does not have Kab, and is not A");
  turn_ends(giver);
  return 0;
}
