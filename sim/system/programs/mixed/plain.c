/* A process in plaintext, beside one that is encrypted (SF-2): the operating system reads it, and it runs as fast as
 * any other. */
#include "turn.h"

int main(void) {
  int32_t giver = turn_begins();
  uint32_t sum = 0;
  for (uint32_t number = 1; number <= 1000; number++) sum += number * number;
  if (sum != 333833500) fail("plain: the sum is wrong");
  step_number("SF-2", "has summed the squares up to 1000 in plaintext:", (int32_t)sum);
  uint32_t status = 0;
  __asm__ volatile(".insn r 0x0b, 1, 0, %0, x0, x0" : "=r"(status));
  step_number("SF-80", "has no domain: cryptomode is refused with status", (int32_t)status);
  turn_ends(giver);
  wait_for_end();
  return 0;
}
