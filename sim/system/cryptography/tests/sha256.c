/* The examples of FIPS 180-4 (NIST, "Cryptographic Standards and Guidelines: Examples with Intermediate Values"), and
 * messages of every size up to 300 bytes, in one piece and in several. */
#include "../constant_time.c"
#include "../sha256.c"
#include "check.h"

static void example(const char *message, const char *expected, const char *name) {
  uint8_t digest[SHA256_SIZE];
  sha256(digest, message, length(message));
  check_bytes(digest, expected, name);
}

int main(void) {
  example("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "no bytes");
  example("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc");
  example("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "two blocks");

  uint8_t digest[SHA256_SIZE], message[300];
  struct sha256 hash;
  sha256_init(&hash);
  memset(message, 'a', sizeof message);
  for (int i = 0; i < 4000; i++) sha256_update(&hash, message, 250);
  sha256_final(&hash, digest);
  check_bytes(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", "a million letters a");
  check(is_zero(&hash, sizeof hash), "the structure is wiped");

  /* The digest of the digests of all prefixes of a message; by Python's hashlib:
   * m = bytes((i * 7 + i // 256) & 255 for i in range(300))
   * sha256(b"".join(sha256(m[:n]).digest() for n in range(301))).hexdigest() */
  for (size_t i = 0; i < sizeof message; i++) message[i] = (uint8_t)(i * 7 + i / 256);
  for (size_t piece = 1; piece <= 300; piece += 23) {
    struct sha256 all;
    sha256_init(&all);
    for (size_t size = 0; size <= sizeof message; size++) {
      sha256_init(&hash);
      size_t from = 0;
      for (; from + piece <= size; from += piece) sha256_update(&hash, message + from, piece);
      sha256_update(&hash, message + from, size - from);
      sha256_final(&hash, digest);
      sha256_update(&all, digest, sizeof digest);
    }
    sha256_final(&all, digest);
    check_bytes(digest, "37c4dea4792819683234a2a82a4a9e4279e80e78e8fdaa3d7833e5a95e9aac55", "every size, in pieces");
  }
  return first_failure;
}
