/* Operations on 64-bit integers that compilers call. Shifts are computed in line here; what Swift compiles for size calls
 * them. */
#include <stdint.h>

uint64_t __ashldi3(uint64_t value, int shift) { return value << shift; }
uint64_t __lshrdi3(uint64_t value, int shift) { return value >> shift; }
int64_t __ashrdi3(int64_t value, int shift) { return value >> shift; }

/* Bit by bit, as by hand. Swift traps before it divides by 0. */
static uint64_t divide(uint64_t dividend, uint64_t divisor, uint64_t *remainder) {
  uint64_t quotient = 0, rest = 0;
  for (int bit = 0; bit < 64; bit++) {
    rest = rest << 1 | dividend >> 63;
    dividend <<= 1;
    quotient <<= 1;
    if (rest >= divisor) {
      rest -= divisor;
      quotient |= 1;
    }
  }
  *remainder = rest;
  return quotient;
}

uint64_t __udivdi3(uint64_t dividend, uint64_t divisor) { return divide(dividend, divisor, &(uint64_t){}); }

uint64_t __umoddi3(uint64_t dividend, uint64_t divisor) {
  uint64_t remainder;
  divide(dividend, divisor, &remainder);
  return remainder;
}

static uint64_t magnitude(int64_t value) { return value < 0 ? 0 - (uint64_t)value : (uint64_t)value; }

int64_t __divdi3(int64_t dividend, int64_t divisor) {
  uint64_t quotient = __udivdi3(magnitude(dividend), magnitude(divisor));
  return (int64_t)((dividend < 0) != (divisor < 0) ? 0 - quotient : quotient);
}

int64_t __moddi3(int64_t dividend, int64_t divisor) {
  uint64_t remainder = __umoddi3(magnitude(dividend), magnitude(divisor));
  return (int64_t)(dividend < 0 ? 0 - remainder : remainder);
}
