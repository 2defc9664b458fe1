/* What the test processes of the library share. A process ends with 0 when all checks have passed, else with 1, and
 * says which have not. */
#pragma once
#include "system.h"

static uint32_t check_count, check_failures;

static inline void check(bool passed, const char *name) {
  check_count++;
  if (passed) return;
  check_failures++;
  print("failed: ");
  print(name);
  print("\n");
}

/* The same, with a number that says where. */
static inline void check_at(bool passed, const char *name, uint32_t place) {
  check_count++;
  if (passed) return;
  check_failures++;
  print("failed: ");
  print(name);
  print(", ");
  print_number((int32_t)place);
  print("\n");
}

static inline int checks_end(void) {
  print_number((int32_t)check_count);
  print(" checks, ");
  print_number((int32_t)check_failures);
  print(" failed\n");
  return check_failures > 0;
}
