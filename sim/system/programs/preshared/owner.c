/* The owner of the shared memory: it decides who may map it, and under which key it is. */
#include "table.h"

int main(void) {
  int32_t client = expect(system_find(name("client")), "client");
  int32_t keyless = expect(system_find(name("keyless")), "keyless");
  int32_t rounds = system_argument() ? system_argument() : 20;

  step("SF-80", "runs in encrypted mode");
  struct table *table = share_region("table", TABLE_SEGMENT, TABLE_BYTES, 1u << client | 1u << keyless, &table_key);
  step_address("SF-81", "shares \"table\" under the key that stands in its data, at", table);
  for (uint32_t index = 0; index < sizeof secret_text; index++) table->text[index] = secret_text[index];

  struct region_key second_key;
  derive_key(&second_key, initial, sizeof initial, "second");
  volatile uint32_t *second = share_region("second", SECOND_SEGMENT, SECOND_BYTES, 1u << client, &second_key);
  step_address("SF-84", "shares \"second\" under a key derived from an initial value, at", (void *)second);
  second[0] = 1851;

  let("client");
  for (int32_t round = 0; round < rounds; round++) {
    table->number = (uint32_t)round;
    table->turn = 1;
    while (table->turn) system_yield();
    if (table->number != 3 * (uint32_t)round + 1) fail("owner: the answer is wrong");
  }
  step_number("SF-105", "messages to and fro in \"table\":", rounds);
  if (second[1] != 2 * 1851) fail("owner: the answer in \"second\" is wrong");
  step("SF-88", "reads what the client has written in \"second\"");

  let("keyless");
  let("barred");
  system_show_regions();
  let("client");
  let("keyless");
  let("barred");
  return 0;
}
