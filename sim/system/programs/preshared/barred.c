/* It has the key, and the owner does not let it map the memory. */
#include "table.h"

int main(void) {
  int32_t giver = turn_begins();
  if (system_map(name("table")) != SYSTEM_DENIED) fail("barred: it may map the memory");
  step("SF-87", "has the key, and is refused the memory");
  turn_ends(giver);
  wait_for_end();
  return 0;
}
