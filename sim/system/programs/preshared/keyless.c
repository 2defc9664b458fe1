/* It may map the memory, and has no key. */
#include "table.h"

int main(void) {
  int32_t giver = turn_begins();
  const volatile uint8_t *table = (void *)expect(system_map_public(name("table")), "table");
  const volatile uint8_t *text = table + offsetof(struct table, text);
  uint32_t equal = 0;
  for (uint32_t index = 0; index < sizeof secret_text; index++) equal += text[index] == (uint8_t)secret_text[index];
  /* Of 56 random bytes more than 8 equal ones come less often than once in 10^10 times. */
  if (equal > 8) fail("keyless: it reads the text");
  step("SF-87", "maps \"table\" without the key: nothing but noise");

  struct region_key wrong = table_key;
  wrong.key[0] ^= 1;
  uint32_t status = region_install(TABLE_SEGMENT, (const void *)table, TABLE_BYTES, &wrong, REGION_READ, REGION_SHARED);
  if (status) fail("keyless: the region is refused");
  equal = 0;
  for (uint32_t index = 0; index < sizeof secret_text; index++) equal += text[index] == (uint8_t)secret_text[index];
  if (equal > 8) fail("keyless: it reads the text with a wrong key");
  step("SF-81", "takes a key that differs in one bit: noise again");
  turn_ends(giver);
  wait_for_end();
  return 0;
}
