/* The smallest process. */
#include "system.h"

int main(void) {
  print("Hello from encrypted mode\n");
  system_show_regions();
  return 0;
}
