/* X25519 a thousand times on its own results (RFC 7748, section 5.2): some 2.5 thousand million instructions. */
#include "../constant_time.c"
#include "../field25519.c"
#include "../x25519.c"
#include "check.h"

int main(void) {
  uint8_t scalar[32] = {9}, point[32] = {9}, result[32];
  for (int i = 0; i < 1000; i++) {
    check(x25519(result, scalar, point) == CRYPTOGRAPHY_DONE, "not zero");
    memcpy(point, scalar, sizeof point);
    memcpy(scalar, result, sizeof scalar);
  }
  check_bytes(scalar, "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", "after 1,000 iterations");
  return first_failure;
}
