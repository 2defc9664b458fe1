/* A process that says what it finds whenever the kernel, which is hostile, has had its turn. */
#include "sharing.h"
#include "step.h"

enum { PAGE_WORDS = 1024, TURNS = 14 };

/* What the words are; the first of the first page counts turns. */
static uint32_t right(uint32_t index) { return 0x5ec2e000 + index; }

static int32_t wrong_words(const volatile uint32_t *page, uint32_t first) {
  int32_t wrong = 0;
  for (uint32_t index = 1; index < PAGE_WORDS; index++) wrong += page[index] != right(first + index);
  return wrong;
}

int main(void) {
  volatile uint32_t *data = hidden_region(4, 2 * 4 * PAGE_WORDS);
  for (uint32_t index = 0; index < 2 * PAGE_WORDS; index++) data[index] = right(index);
  uint32_t count = 0;
  /* Follows from everything before; it is in a register. */
  uint32_t chain = 1;
  uint32_t expected = 1;
  data[0] = count;
  bool is_right = true;
  for (uint32_t turn = 1; turn <= TURNS; turn++) {
    if (is_right) data[0] = ++count;
    chain = chain * 0x915f77f5 + turn;
    system_yield();
    expected = expected * 0x915f77f5 + turn;
    if (chain != expected) fail("victim: a register has another value");
    int32_t first = wrong_words(data, 0), second = wrong_words(data + PAGE_WORDS, PAGE_WORDS);
    is_right = !first && !second;
    if (!is_right) {
      step_number("", "finds wrong words in its first page:", first);
      step_number("", "finds wrong words in its second page:", second);
    } else if (data[0] != count) {
      step("", data[0] < count ? "finds what its first page was before" : "finds a wrong count");
      count = data[0];
    } else {
      step("", "finds all as it was");
    }
  }
  int32_t spy = expect(system_find(name("spy")), "spy");
  expect(system_send(spy, "end", 3), "spy");
  return is_right ? 0 : 1;
}
