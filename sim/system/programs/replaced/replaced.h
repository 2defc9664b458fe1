/* A and B share Sab under a key that they have agreed on. Each letter has a number of its own. */
#pragma once
#include "exchange.h"
#include "sharing.h"
#include "turn.h"

enum { HIDDEN_SEGMENT = 4, SHARED_SEGMENT = 5, SHARED_BYTES = 4096 };

struct letter {
  volatile uint32_t number;
  volatile char text[60];
};

static const char text_of_a[60] = "The tide gate opens at the second bell.";

static inline void write_letter(struct letter *letter, uint32_t number) {
  for (uint32_t index = 0; index < sizeof text_of_a; index++) letter->text[index] = text_of_a[index];
  letter->number = number;
}

static inline bool is_text(const struct letter *letter) {
  for (uint32_t index = 0; index < sizeof text_of_a; index++)
    if (letter->text[index] != text_of_a[index]) return false;
  return true;
}
