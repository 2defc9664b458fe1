/* A process in encrypted mode, beside one in plaintext. */
#include "sha256.h"
#include "turn.h"

int main(void) {
  let("plain");
  static const char message[] = "Of all that is written here the system reads nothing.";
  uint8_t digest[SHA256_SIZE];
  sha256(digest, message, sizeof message - 1);
  step_begin("SF-2");
  print("has a digest in encrypted mode, which begins with ");
  print_hexadecimal((uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 | (uint32_t)digest[2] << 8 | digest[3]);
  print("\n");
  system_show_regions();
  let("plain");
  return 0;
}
