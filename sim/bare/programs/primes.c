/* The sieve of Eratosthenes: stores at growing distances, hardly any arithmetic. */
#include "bare.h"

enum { LIMIT = 100000 };
static uint8_t composite[LIMIT];

int main(void) {
  uint32_t count = 0;
  for (uint32_t candidate = 2; candidate < LIMIT; candidate++) {
    if (composite[candidate]) continue;
    count++;
    for (uint32_t multiple = candidate + candidate; multiple < LIMIT; multiple += candidate) composite[multiple] = 1;
  }
  put_text("primes below 100000: ");
  put_number(count);
  put_text("\n");
  return count == 9592 ? 0 : 1;
}
