/* A process in encrypted mode that calls a library in plaintext (SF-50, SF-67): through a table that the loader has
 * filled. */
#include "imported.h"
#include "turn.h"

IMPORTED(tally, count, 3);
IMPORTED(tally, others, 2);
uint32_t count(const char *text, uint32_t bytes, char letter);
uint32_t others(uint32_t first, uint32_t second);

PLAIN char buffer[64];

static uint32_t secret[12] = {0x5eed1a01, 0x77c0ffe2, 0x13572463, 0x2468ace4, 0x0f1e2d35, 0x4b5a6976,
                              0x8796a5b7, 0xc3d2e1f8, 0x1a2b3c49, 0x5d6e7f8a, 0x9fb0c1db, 0xe2f3041c};

/* The secret is in the saved registers while the library is called. */
static uint32_t sum_over_a_call(uint32_t *found) {
  uint32_t values[12];
  for (uint32_t index = 0; index < 12; index++) values[index] = ((volatile uint32_t *)secret)[index];
  *found = others(1, 2);
  uint32_t sum = 0;
  for (uint32_t index = 0; index < 12; index++) sum = (sum << 5 | sum >> 27) ^ values[index];
  return sum;
}

int main(void) {
  int32_t giver = PROCESS[0] == 'b' ? turn_begins() : 0;
  // What it passes is public from here on.
  for (uint32_t index = 0; index < sizeof buffer; index++) buffer[index] = (char)('a' + index * index % 26);
  step_number("SF-50", "has let the library count in plaintext:", (int32_t)count(buffer, sizeof buffer, 'e'));
  uint32_t found, sum = 0;
  for (uint32_t index = 0; index < 12; index++) sum = (sum << 5 | sum >> 27) ^ ((volatile uint32_t *)secret)[index];
  if (sum_over_a_call(&found) != sum) fail("library: registers are not what they were");
  step_number("SF-67", "has its registers again; what the library found in them:", (int32_t)found);
  if (PROCESS[0] == 'b') {
    turn_ends(giver);
  } else {
    let("b");
  }
  return 0;
}
