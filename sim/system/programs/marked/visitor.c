/* Asks both, and compares what they say. */
#include "step.h"

static uint8_t answer_of(int32_t process, uint32_t code) {
  uint8_t answer = 0;
  int32_t sender;
  expect(system_send(process, &code, sizeof code), "code");
  expect(system_receive(&answer, 1, &sender), "answer");
  if (sender != process) fail("visitor: an answer of another process");
  return answer;
}

int main(void) {
  const int32_t processes[] = {expect(system_find(name("clerk")), "clerk"), expect(system_find(name("guard")), "guard")};
  int32_t same = 0;
  for (uint32_t code = 1; code <= 24; code++) same += answer_of(processes[0], code) == answer_of(processes[1], code);
  step_number("SF-68", "has the same answer of a part in C and of one in Swift to so many codes:", same);
  system_show_regions();
  const uint32_t end = 0;
  for (uint32_t index = 0; index < 2; index++) expect(system_send(processes[index], &end, sizeof end), "end");
  return 0;
}
