/* The examples of FIPS 180-4 (NIST, "Cryptographic Standards and Guidelines: Examples with Intermediate Values"), and
 * messages of every size up to 300 bytes, in one piece and in several. */
#include "../constant_time.c"
#include "../sha512.c"
#include "check.h"

static void example(const char *message, const char *expected, const char *name) {
  uint8_t digest[SHA512_SIZE];
  sha512(digest, message, length(message));
  check_bytes(digest, expected, name);
}

int main(void) {
  example("",
          "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
          "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
          "no bytes");
  example("abc",
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
          "abc");
  example("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopq"
          "rstu",
          "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
          "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
          "two blocks");

  uint8_t digest[SHA512_SIZE], message[300];
  struct sha512 hash;
  sha512_init(&hash);
  memset(message, 'a', sizeof message);
  for (int i = 0; i < 4000; i++) sha512_update(&hash, message, 250);
  sha512_final(&hash, digest);
  check_bytes(digest,
              "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
              "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
              "a million letters a");
  check(is_zero(&hash, sizeof hash), "the structure is wiped");

  /* The digest of the digests of all prefixes of a message; by Python's hashlib:
   * m = bytes((i * 7 + i // 256) & 255 for i in range(300))
   * sha512(b"".join(sha512(m[:n]).digest() for n in range(301))).hexdigest() */
  for (size_t i = 0; i < sizeof message; i++) message[i] = (uint8_t)(i * 7 + i / 256);
  for (size_t piece = 1; piece <= 300; piece += 23) {
    struct sha512 all;
    sha512_init(&all);
    for (size_t size = 0; size <= sizeof message; size++) {
      sha512_init(&hash);
      size_t from = 0;
      for (; from + piece <= size; from += piece) sha512_update(&hash, message + from, piece);
      sha512_update(&hash, message + from, size - from);
      sha512_final(&hash, digest);
      sha512_update(&all, digest, sizeof digest);
    }
    sha512_final(&all, digest);
    check_bytes(digest,
                "c4c0b5b41f16c657599155b4f6d99ed195e9831d5496952dacb21c87205a529f"
                "c3d35fdde37acbd8e1acf84d90e634e8dfe62081cc44aff6911f34099abe94aa",
                "every size, in pieces");
  }
  return first_failure;
}
