/* X25519: the examples of RFC 7748 (sections 5.2 and 6.1), OpenSSL's results for random keys, numbers that are not
 * below p, and points of small order. How many instructions it takes depends on no key. */
#include "../constant_time.c"
#include "../field25519.c"
#include "../sha256.c"
#include "../x25519.c"
#include "check.h"

static uint8_t scalar[32], point[32], result[32];

static void example(const char *scalar_digits, const char *point_digits, const char *expected, const char *name) {
  parse(scalar, scalar_digits);
  parse(point, point_digits);
  check(x25519(result, scalar, point) == CRYPTOGRAPHY_DONE, name);
  check_bytes(result, expected, name);
}

static void small_order(const char *point_digits, const char *name) {
  parse(point, point_digits);
  memset(result, 0x55, sizeof result);
  check(x25519(result, scalar, point) == CRYPTOGRAPHY_BAD_KEY && is_zero(result, sizeof result), name);
  point[31] |= 0x80;
  check(x25519(result, scalar, point) == CRYPTOGRAPHY_BAD_KEY && is_zero(result, sizeof result), name);
}

static void choose(int number) {
  uint8_t seed = (uint8_t)number;
  sha256(scalar, &seed, 1);
  sha256(point, scalar, sizeof scalar);
  if (number == 1) memset(scalar, 0, sizeof scalar);
  if (number == 2) memset(scalar, 0xff, sizeof scalar);
  if (number == 3) memset(point, 0, sizeof point);
  if (number == 4) memset(point, 0xff, sizeof point);
}

static void agree(void) { x25519_multiply(result, scalar, point); }

int main(void) {
  example("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
          "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
          "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", "5.2, first");
  example("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
          "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
          "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957", "5.2, second");
  example("0900000000000000000000000000000000000000000000000000000000000000",
          "0900000000000000000000000000000000000000000000000000000000000000",
          "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", "5.2, one iteration");

  static const char *const public_keys[2] = {"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
                                             "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"};
  static const char *const private_keys[2] = {"77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
                                              "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"};
  for (int i = 0; i < 2; i++) {
    parse(scalar, private_keys[i]);
    x25519_public(result, scalar);
    check_bytes(result, public_keys[i], "6.1, public key");
    example(private_keys[i], public_keys[1 - i], "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
            "6.1, shared secret");
  }

  /* Python's cryptography over OpenSSL, with d(*a) = sha256(bytes(a)).digest(): the digest of, for i from 0 to 9, the
   * public key of X25519PrivateKey.from_private_bytes(d(i)) and its exchange(X25519PublicKey.from_public_bytes(d(i,
   * 1))). */
  struct sha256 hash;
  sha256_init(&hash);
  for (uint8_t i = 0; i < 10; i++) {
    uint8_t seed[2] = {i, 1};
    sha256(scalar, seed, 1);
    sha256(point, seed, 2);
    x25519_public(result, scalar);
    sha256_update(&hash, result, sizeof result);
    check(x25519(result, scalar, point) == CRYPTOGRAPHY_DONE, "random keys");
    sha256_update(&hash, result, sizeof result);
  }
  sha256_final(&hash, result);
  check_bytes(result, "fef09515f4b693cb445153d41894ec4f92da4c55d5c92bc65ee102db23006e87", "random keys");

  /* The points of order 1, 2, 4 and 8 on the curve and on its twist, and what is the same modulo p. */
  small_order("0000000000000000000000000000000000000000000000000000000000000000", "0");
  small_order("0100000000000000000000000000000000000000000000000000000000000000", "1");
  small_order("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", "order 8");
  small_order("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157", "order 8");
  small_order("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "p - 1");
  small_order("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "p");
  small_order("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "p + 1");

  /* p + 9 is 9, and bit 255 does not count. */
  uint8_t expected[32];
  x25519_public(expected, scalar);
  memset(point, 0xff, sizeof point);
  point[0] = 0xed + 9;
  check(x25519(result, scalar, point) == CRYPTOGRAPHY_DONE && memcmp(result, expected, 32) == 0, "p + 9 and bit 255");

  check_constant(choose, agree, 8, "as many instructions for every key");
  return first_failure;
}
