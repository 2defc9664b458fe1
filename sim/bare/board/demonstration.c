/* Shows on the serial line of a board that a program runs in encrypted mode: it reads its own first bytes, which the monitor has
 * shown as they lie in memory, and counts primes in a table that does not fit into the cache. Again whenever a key is pressed. */
#include "bare.h"

extern const uint8_t _start[];
static volatile uint8_t *const serial = (volatile uint8_t *)0x10000000;
enum { LINE_STATUS = 5, RECEIVED = 1, LIMIT = 10000 };
static uint8_t is_composite[LIMIT];

static uint32_t count_primes(void) {
  memset(is_composite, 0, sizeof is_composite);
  uint32_t count = 0;
  for (uint32_t number = 2; number < LIMIT; number++) {
    if (is_composite[number]) continue;
    count++;
    for (uint32_t multiple = number * number; multiple < LIMIT; multiple += number) is_composite[multiple] = 1;
  }
  return count;
}

int main(void) {
  for (;;) {
    put_text("As the program reads them:   ");
    for (int index = 0; index < 16; index++) {
      put_character("0123456789abcdef"[_start[index] >> 4]);
      put_character("0123456789abcdef"[_start[index] & 15]);
      put_character(' ');
    }
    put_text("\r\nPrimes below 10000, counted in encrypted mode: ");
    put_number(count_primes());
    put_text("\r\nPress a key.\r\n");
    while (!(serial[LINE_STATUS] & RECEIVED)) {
    }
    (void)serial[0];
  }
}
