/* A process that has its data in registers when it gives up its turn. */
#include "step.h"

int main(void) {
  expect(system_receive(&(uint8_t[4]){}, 4, 0), "target");
  register uint32_t a0 __asm__("a0") = 0;
  register uint32_t a7 __asm__("a7") = SYSTEM_YIELD;
  register uint32_t s2 __asm__("s2") = 0x5ec2e002, s3 __asm__("s3") = 0x5ec2e013, s4 __asm__("s4") = 0x5ec2e024;
  register uint32_t s5 __asm__("s5") = 0x5ec2e035, s6 __asm__("s6") = 0x5ec2e046, s7 __asm__("s7") = 0x5ec2e057;
  register uint32_t s8 __asm__("s8") = 0x5ec2e068, s9 __asm__("s9") = 0x5ec2e079, s10 __asm__("s10") = 0x5ec2e08a;
  __asm__ volatile("ecall"
                   : "+r"(a0)
                   : "r"(a7), "r"(s2), "r"(s3), "r"(s4), "r"(s5), "r"(s6), "r"(s7), "r"(s8), "r"(s9), "r"(s10)
                   : "memory");
  step("", "goes on");
  return 1;
}
