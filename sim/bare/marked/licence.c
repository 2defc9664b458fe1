/* A program in plaintext with a protected part: a check of licence numbers whose rule nobody is to learn. Everybody may
 * call `is_valid`, and learns one bit each time; after three wrong numbers not even that. */
#include "bare.h"
#include "protected.h"

PROTECTED_CONSTANT const uint32_t secret_factors[8] = {
    0x9a3f10c7, 0x4be2d583, 0xe07c6a19, 0x35d1f84b, 0x71ac2e9d, 0xc8563bf1, 0x1fe9d027, 0x86b47c53,
};
PROTECTED_DATA uint32_t attempts = 3;

/* In plaintext: what it is told, everybody is told. */
void report_attempts(uint32_t left);
PROTECTED_MAY_CALL(report_attempts);

PROTECTED uint32_t mixed(uint32_t value, uint32_t round) {
  value *= secret_factors[round & 7];
  return value ^ value >> 15;
}

PROTECTED int is_valid(const char *number) {
  if (attempts == 0) return 0;
  uint32_t sum = 0xa5e1c39d;
  for (uint32_t index = 0; index < 10; index++) sum = mixed(sum + (uint8_t)number[index], index);
  if (sum % 9973 == 4711) return 1;
  attempts--;
  report_attempts(attempts);
  return 0;
}

void report_attempts(uint32_t left) {
  put_text("attempts left: ");
  put_number(left);
  put_text("\n");
}

int main(void) {
  static const char *const numbers[] = {"0000000000", "0000004401", "1234567890", "9999999999", "0000004401"};
  for (uint32_t index = 0; index < sizeof numbers / sizeof numbers[0]; index++) {
    int valid = is_valid(numbers[index]);
    put_text(numbers[index]);
    put_text(valid ? " is valid\n" : " is not valid\n");
  }
  return 0;
}
