/* The test cases of RFC 5869 with SHA-256, appendix A.1 to A.3, and the lengths at the limit. */
#include "../constant_time.c"
#include "../hkdf.c"
#include "../hmac.c"
#include "../sha256.c"
#include "check.h"

static uint8_t secret[80], salt[80], information[80], output[HKDF_MAXIMUM_SIZE + 1];

static void example(size_t secret_size, size_t salt_size, size_t information_size, const char *key_digits,
                    const char *output_digits, size_t size) {
  uint8_t key[HKDF_KEY_SIZE];
  hkdf_extract(key, salt, salt_size, secret, secret_size);
  check_bytes(key, key_digits, "extract");
  memset(output, 0x55, sizeof output);
  check(hkdf_expand(output, size, key, information, information_size) == CRYPTOGRAPHY_DONE, "expand");
  check_bytes(output, output_digits, "output");
  check(output[size] == 0x55, "nothing behind the output");
}

int main(void) {
  memset(secret, 0x0b, 22);
  for (uint8_t i = 0; i < 13; i++) salt[i] = i;
  for (uint8_t i = 0; i < 10; i++) information[i] = 0xf0 + i;
  example(22, 13, 10, "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865", 42);
  example(22, 0, 0, "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
          "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8", 42);
  for (uint8_t i = 0; i < 80; i++) {
    secret[i] = i;
    salt[i] = 0x60 + i;
    information[i] = 0xb0 + i;
  }
  example(80, 80, 80, "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
          "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
          "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
          82);

  uint8_t key[HKDF_KEY_SIZE] = {1};
  check(hkdf_expand(output, HKDF_MAXIMUM_SIZE, key, information, 3) == CRYPTOGRAPHY_DONE, "as much as there is");
  /* Python's cryptography: HKDFExpand(SHA256(), 8160, b"\xb0\xb1\xb2").derive(b"\1" + bytes(31))[-32:] */
  check_bytes(output + HKDF_MAXIMUM_SIZE - 32, "8b607f4a538bc1fb260abe66d61baaa01576e4d90a61299fb09a65e45172ca36",
              "its last block");
  memset(output, 0x55, sizeof output);
  check(hkdf_expand(output, HKDF_MAXIMUM_SIZE + 1, key, information, 3) == CRYPTOGRAPHY_BAD_SIZE,
        "one more is refused");
  check(is_zero(output, sizeof output), "leaves zeros");
  memset(output, 0x55, sizeof output);
  check(hkdf_expand(output, 0, key, information, 3) == CRYPTOGRAPHY_DONE && output[0] == 0x55, "nothing asked for");
  return first_failure;
}
