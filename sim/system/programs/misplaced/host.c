/* A process whose memory the kernel puts under another one. */
#include "system.h"

int main(void) {
  char message[4];
  return system_receive(message, sizeof message, 0);
}
