/* A library in plaintext, which every process of the scenario calls. */
#include <stdint.h>

#include "exported.h"

EXPORTED(count);
uint32_t count(const char *text, uint32_t bytes, char letter) {
  uint32_t found = 0;
  for (uint32_t index = 0; index < bytes; index++) found += text[index] == letter;
  return found;
}

/* Everything that is in registers besides the arguments, one over the other; but for the return address, the stack
 * pointer, and t0, which has led here. It leaves something in all that it may change. */
EXPORTED(others);
__asm__(
    ".text\n.globl others\nothers:\n"
    "li a0, 0\n"
    ".irp number, 3, 4, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31\n"
    "or a0, a0, x\\number\n"
    ".endr\n"
    ".irp number, 5, 6, 7, 11, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31\n"
    "li x\\number, -1\n"
    ".endr\n"
    "ret\n");
