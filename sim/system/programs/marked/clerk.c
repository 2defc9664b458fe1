/* A process in plaintext with a protected part (SF-68): who may pass is decided by a rule that nobody is to learn, the
 * operating system included. The mode is shifted by instructions. */
#include "protected.h"
#include "step.h"

PROTECTED_CONSTANT const uint32_t factors[8] = {
    0x6d2b79f5, 0x9e48c1a3, 0x3c6ef35f, 0xb5297a4d, 0x68e31da5, 0x1b56c4e9, 0xd1f3a927, 0x47b0e68b,
};
PROTECTED_DATA uint32_t refused;

/* In plaintext, also when the part calls it. */
void report(uint32_t count);
PROTECTED_MAY_CALL(report);

PROTECTED uint32_t may_pass(uint32_t code) {
  uint32_t sum = 0x2f6b8d13;
  for (uint32_t index = 0; index < 8; index++) sum = (sum ^ (code >> 4 * index & 15)) * factors[index];
  if ((sum >> 13) % 11 == 5) return 1;
  if (++refused % 8 == 0) report(refused);
  return 0;
}

void report(uint32_t count) { step_number("SF-68", "is called by its protected part; refused so far:", (int32_t)count); }

int main(void) {
  int32_t passed = 0;
  for (;;) {
    uint32_t code;
    int32_t sender;
    expect(system_receive(&code, sizeof code, &sender), "visitor");
    if (code == 0) break;
    uint8_t answer = (uint8_t)may_pass(code);
    passed += answer;
    expect(system_send(sender, &answer, 1), "visitor");
  }
  step_number("SF-68", "has let pass, by a rule that its protected part alone knows:", passed);
  return 0;
}
