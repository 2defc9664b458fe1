/* What the kernel starts in the place of A: it has A's name and number, and the memory of Sab. */
#include "replaced.h"

int main(void) {
  /* As itself it only waits for its time. */
  if (system_self() != 0) return system_receive(&(uint8_t[4]){}, 4, 0);
  struct letter *letter = (struct letter *)expect(system_map_public(name("Sab")), "Sab");
  if (is_text(letter)) fail("false: it reads A's letter");
  step("", "is a now, and finds noise in Sab");
  let("b");

  struct region_key key;
  if (random_key(&key) ||
      region_install(SHARED_SEGMENT, letter, SHARED_BYTES, &key, REGION_READ | REGION_WRITE, REGION_SHARED))
    fail("false: no region");
  write_letter(letter, 2);
  step("", "writes a letter there under a key of its own");
  let("b");
  return 0;
}
