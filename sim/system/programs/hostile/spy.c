/* A process of the kernel's, which gets a page of the victim. */
#include "step.h"

int main(void) {
  uint32_t address;
  expect(system_receive(&address, sizeof address, 0), "the kernel");
  const volatile uint32_t *page = (const volatile uint32_t *)address;
  int32_t known = 0;
  for (uint32_t index = 0; index < 1024; index++) known += page[index] >> 12 == 0x5ec2e;
  step_number("SF-38", "looks at the victim's page; words of its data there:", known);
  expect(system_receive(&(uint8_t[16]){}, 16, 0), "victim");
  return 0;
}
