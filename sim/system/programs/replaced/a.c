/* Process A. The kernel kills it when it has told B of its letter. */
#include "replaced.h"

int main(void) {
  int32_t peer = expect(system_find(name("b")), "b");
  struct exchange *exchange = hidden_region(HIDDEN_SEGMENT, 4096);
  struct region_key key;
  agree_on_key(&key, exchange, peer, EXCHANGE_OWNER, "Sab");
  struct letter *letter = share_region("Sab", SHARED_SEGMENT, SHARED_BYTES, 1u << peer, &key);
  write_letter(letter, 1);
  step_address("S86", "shares Sab under Kab, with its first letter, at", letter);
  let("b");
  system_yield();
  fail("a: it is still there");
}
