/* A line on the console for a step of a scenario: who, the number that the source document gives it, and what. */
#pragma once
#include "system.h"

/* PROCESS is the name of the process, which the builder defines. */
static inline void step_begin(const char *number) {
  print(PROCESS);
  for (uint32_t length = sizeof PROCESS; length < 10; length++) print(" ");
  print(number);
  uint32_t width = 0;
  while (number[width]) width++;
  for (; width < 7; width++) print(" ");
}

static inline void step(const char *number, const char *what) {
  step_begin(number);
  print(what);
  print("\n");
}

static inline void step_address(const char *number, const char *what, const void *address) {
  step_begin(number);
  print(what);
  print(" 0x");
  print_hexadecimal((uint32_t)address);
  print("\n");
}

static inline void step_number(const char *number, const char *what, int32_t value) {
  step_begin(number);
  print(what);
  print(" ");
  print_number(value);
  print("\n");
}
