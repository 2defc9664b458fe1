/* Echoes what comes over the serial port, by interrupts through the PLIC, until a line that says quit. */
#include "bare.h"

enum { SERIAL_SOURCE = 10, EXTERNAL = 1 << 11 };
static volatile uint32_t *const plic = (volatile uint32_t *)0x0c000000;
static volatile uint8_t *const serial = (volatile uint8_t *)0x10000000;
static volatile char received[256];
static volatile uint32_t written;

__attribute__((interrupt("machine"))) static void receive(void) {
  uint32_t source = plic[0x200004 / 4];
  while (serial[5] & 1) received[written++ % sizeof received] = (char)serial[0];
  plic[0x200004 / 4] = source;
}

int main(void) {
  __asm__ volatile("csrw mtvec, %0" ::"r"(receive));
  plic[SERIAL_SOURCE] = 1;
  plic[0x2000 / 4] = 1 << SERIAL_SOURCE;
  plic[0x200000 / 4] = 0;
  serial[1] = 1;
  __asm__ volatile("csrs mie, %0; csrsi mstatus, 8" ::"r"(EXTERNAL));
  char line[80];
  uint32_t read = 0, length = 0;
  for (;;) {
    while (read == written) __asm__ volatile("wfi");
    char character = received[read++ % sizeof received];
    if (character != '\n') {
      if (length < sizeof line - 1) line[length++] = character;
      continue;
    }
    line[length] = 0;
    put_text(line);
    put_text("\n");
    if (length == 4 && memcmp(line, "quit", 4) == 0) return 0;
    length = 0;
  }
}
