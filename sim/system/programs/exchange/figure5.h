/* Figure 5 of the source document: what A and B do in the same way. */
#pragma once
#include "exchange.h"
#ifndef PUBLIC_VALUES_BY_MAILBOX
#include "messages.h"
#endif
#include "sharing.h"
#include "turn.h"

enum { HIDDEN_SEGMENT = 4, SHARED_SEGMENT = 5, SHARED_BYTES = 4096 };

/* Ha and Hb: nobody else reads them. */
struct hidden {
  struct exchange exchange;
  struct region_key key;
  uint8_t peer[DIFFIE_HELLMAN_SIZE];
};

/* Sab. */
struct letter {
  volatile uint32_t turn;
  volatile uint32_t number;
  char text[56];
};

static const char question[56] = "Which lock did you change last night, and why?";
static const char answer[56] = "The seventh: its ward was worn to the brass.";

static inline bool reads(const struct letter *letter, const char text[56]) {
  for (uint32_t index = 0; index < 56; index++)
    if (letter->text[index] != text[index]) return false;
  return true;
}

static inline void write_text(struct letter *letter, const char text[56]) {
  for (uint32_t index = 0; index < 56; index++) letter->text[index] = text[index];
}
