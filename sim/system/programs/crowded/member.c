/* A process of a ring. The first process of each program starts the others of it; they share a domain, whose place in
 * the processor holds the context of one of them. */
#include "ring.h"

enum { PROGRAMS = 3, EACH = 3, MEMBERS = PROGRAMS * EACH };

static void start_others(void) {
  for (char number = 2; number <= EACH; number++) {
    char text[] = {PROCESS[0], (char)('0' + number), 0};
    expect(system_start(name(text)), text);
  }
  if (system_start(name(PROCESS)) != SYSTEM_EXISTS) fail("ring: a name is given twice");
}

int main(void) {
  int32_t self = system_self();
  if (self < PROGRAMS) start_others();
  go_round(self, MEMBERS);
  return 0;
}
