/* A client with the key, which the owner lets map the memory. */
#include "table.h"

int main(void) {
  int32_t rounds = system_argument() ? system_argument() : 20;
  int32_t giver = turn_begins();
  struct table *table = join_region("table", TABLE_SEGMENT, TABLE_BYTES, &table_key);
  step_address("SF-82", "maps \"table\", in its own memory at", table);
  for (uint32_t index = 0; index < sizeof secret_text; index++)
    if (table->text[index] != secret_text[index]) fail("client: the text is wrong");
  step("SF-85", "reads the owner's text: it has the key, and the right");

  struct region_key second_key;
  derive_key(&second_key, initial, sizeof initial, "second");
  volatile uint32_t *second = join_region("second", SECOND_SEGMENT, SECOND_BYTES, &second_key);
  if (second[0] != 1851) fail("client: \"second\" is wrong");
  second[1] = 2 * second[0];
  step("SF-84", "derives the key of \"second\", and answers there");
  turn_ends(giver);

  for (int32_t round = 0; round < rounds; round++) {
    while (!table->turn) system_yield();
    table->number = 3 * table->number + 1;
    table->turn = 0;
  }
  wait_for_end();
  return 0;
}
