/* A process of a ring of seven programs, which have more regions than there are attribute registers. */
#include "ring.h"

int main(void) {
  go_round(system_self(), 7);
  return 0;
}
