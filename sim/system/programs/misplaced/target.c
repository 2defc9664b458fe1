/* A process that writes its hidden region anew for each turn that the kernel, which is hostile, has, and says what it
 * finds there afterwards. */
#include "sharing.h"
#include "step.h"

enum { PAGE_WORDS = 1024, TURNS = 7, SPARE_PAGE = 0xd0001000 };

static uint32_t right(uint32_t index) { return 0x5ec2e000 + index; }

static int32_t wrong_words(const volatile uint32_t *page, uint32_t first) {
  int32_t wrong = 0;
  for (uint32_t index = 0; index < PAGE_WORDS; index++) wrong += page[index] != right(first + index);
  return wrong;
}

/* Beside the stack. */
static volatile uint32_t own[16];

int main(void) {
  volatile uint32_t *data = hidden_region(4, 2 * 4 * PAGE_WORDS);
  for (uint32_t turn = 1; turn <= TURNS; turn++) {
    for (uint32_t index = 0; index < 2 * PAGE_WORDS; index++) data[index] = right(index);
    for (uint32_t index = 0; index < 16; index++) own[index] = right(index);
    system_yield();
    for (uint32_t index = 0; index < 16; index++) {
      if (own[index] != right(index)) fail("target: its data are not what they were");
      own[index] = right(16 + index);
    }
    int32_t first = wrong_words(data, 0), second = wrong_words(data + PAGE_WORDS, PAGE_WORDS);
    if (first || second) {
      step_number("", "finds wrong words in its first page:", first);
      step_number("", "finds wrong words in its second page:", second);
    } else {
      step("", "finds all as it was");
    }
    if (turn == 5)
      step_number("", "looks at its page outside of the region; words of its data there:",
                  PAGE_WORDS - wrong_words((const volatile uint32_t *)SPARE_PAGE, 0));
  }
  /* Now it is the turn of stray. */
  expect(system_send(expect(system_find(name("stray")), "stray"), "go", 2), "stray");
  return 0;
}
