/* Calls within calls: the stack grows and shrinks, and returns come from many places. */
#include "bare.h"

static uint32_t fibonacci(uint32_t n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static uint32_t ackermann(uint32_t m, uint32_t n) {
  if (m == 0) return n + 1;
  return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

static uint32_t queens(uint32_t columns, uint32_t left, uint32_t right) {
  enum { ALL = (1 << 8) - 1 };
  if (columns == ALL) return 1;
  uint32_t count = 0;
  for (uint32_t free = ALL & ~(columns | left | right); free; free &= free - 1) {
    uint32_t place = free & -free;
    count += queens(columns | place, (left | place) << 1, (right | place) >> 1);
  }
  return count;
}

int main(void) {
  if (fibonacci(20) != 6765) return 1;
  if (ackermann(2, 300) != 603) return 2;
  if (queens(0, 0, 0) != 92) return 3;
  put_text("92 ways for eight queens\n");
  return 0;
}
