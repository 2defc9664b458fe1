/* All test cases of RFC 4231, section 4. */
#include "../constant_time.c"
#include "../hmac.c"
#include "../sha256.c"
#include "check.h"

static void example(const uint8_t *key, size_t key_size, const uint8_t *message, size_t size, const char *expected,
                    const char *name) {
  uint8_t tag[HMAC_SHA256_SIZE];
  hmac_sha256(tag, key, key_size, message, size);
  check_bytes(tag, expected, name);
  /* The same in two pieces. */
  struct hmac_sha256 hmac;
  hmac_sha256_init(&hmac, key, key_size);
  hmac_sha256_update(&hmac, message, size / 3);
  hmac_sha256_update(&hmac, message + size / 3, size - size / 3);
  hmac_sha256_final(&hmac, tag);
  check_bytes(tag, expected, name);
  check(is_zero(&hmac, sizeof hmac), "the structure is wiped");
}

int main(void) {
  uint8_t key[131], data[50];
  const uint8_t *text;
  memset(key, 0x0b, 20);
  text = (const uint8_t *)"Hi There";
  example(key, 20, text, 8, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", "test case 1");
  text = (const uint8_t *)"what do ya want for nothing?";
  example((const uint8_t *)"Jefe", 4, text, 28, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
          "test case 2");
  memset(key, 0xaa, 20);
  memset(data, 0xdd, 50);
  example(key, 20, data, 50, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe", "test case 3");
  for (uint8_t i = 0; i < 25; i++) key[i] = i + 1;
  memset(data, 0xcd, 50);
  example(key, 25, data, 50, "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b", "test case 4");
  memset(key, 0x0c, 20);
  text = (const uint8_t *)"Test With Truncation";
  example(key, 20, text, 20, "a3b6167473100ee06e0c796c2955552b", "test case 5");
  memset(key, 0xaa, 131);
  text = (const uint8_t *)"Test Using Larger Than Block-Size Key - Hash Key First";
  example(key, 131, text, 54, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54", "test case 6");
  text =
      (const uint8_t
           *)"This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
             "hashed before being used by the HMAC algorithm.";
  example(key, 131, text, 152, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2", "test case 7");
  return first_failure;
}
