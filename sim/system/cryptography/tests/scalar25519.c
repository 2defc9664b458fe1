/* Arithmetic modulo L at multiples of L and with random numbers, against Python's. For the edges E, as they stand
 * below, R = [sha256(bytes([i])) for i in range(20)] as little-endian numbers, N = E + R and b(x) = (x %
 * L).to_bytes(32, "little"):
 *
 *   sha256(b"".join(b(x * y + z) for x in N for y in N for z in E[::5])).hexdigest()
 *   sha256(b"".join(b(x << 256 | y) for x in N for y in N)).hexdigest() */
#include "../constant_time.c"
#include "../scalar25519.c"
#include "../sha256.c"
#include "check.h"

enum { EDGES = 18, NUMBERS = EDGES + 20 };

static const char *const edge_digits[EDGES] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0200000000000000000000000000000000000000000000000000000000000000",
    "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
    "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
    "eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
    "d9a7ebb934c624b0ac39ef45bdf3bd2900000000000000000000000000000020",
    "daa7ebb934c624b0ac39ef45bdf3bd2900000000000000000000000000000020",
    "dba7ebb934c624b0ac39ef45bdf3bd2900000000000000000000000000000020",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f",
    "0000000000000000000000000000000000000000000000000000000000000010",
    "0000000000000000000000000000000000000000000000000000000000000020",
    "e36a67728bce13298f30828c0ba41039010000000000000000000000000000f0",
    "e46a67728bce13298f30828c0ba41039010000000000000000000000000000f0",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000001000000000000000000000000000000",
    "00000000000000000000000000000000000000000000000000000000ffffffff",
};

static struct scalar25519 numbers[NUMBERS];
static uint8_t bytes[2 * SCALAR25519_SIZE], digest[SHA256_SIZE];

static void note(struct sha256 *hash, const struct scalar25519 *scalar) {
  scalar25519_to_bytes(bytes, scalar);
  sha256_update(hash, bytes, SCALAR25519_SIZE);
  check(scalar25519_is_reduced(scalar), "below L");
}

static struct scalar25519 factors[3], combined;

static void choose(int number) {
  factors[0] = numbers[number];
  factors[1] = numbers[NUMBERS - 1 - number];
  factors[2] = numbers[number / 2];
}

static void combine(void) { scalar25519_multiply_add(&combined, factors, factors + 1, factors + 2); }

int main(void) {
  for (int i = 0; i < NUMBERS; i++) {
    uint8_t seed = (uint8_t)(i - EDGES);
    if (i < EDGES) parse(bytes, edge_digits[i]);
    else sha256(bytes, &seed, 1);
    scalar25519_from_bytes(numbers + i, bytes);
  }
  struct sha256 hash;
  struct scalar25519 result;
  sha256_init(&hash);
  for (int i = 0; i < NUMBERS; i++) {
    for (int j = 0; j < NUMBERS; j++) {
      for (int k = 0; k < EDGES; k += 5) {
        scalar25519_multiply_add(&result, numbers + i, numbers + j, numbers + k);
        note(&hash, &result);
      }
    }
  }
  sha256_final(&hash, digest);
  check_bytes(digest, "a9dbfd8847c738c4d1f63c549b503d9e06ec8e915f1d6ce7c72ca5518eaa6acf", "products and sums");

  sha256_init(&hash);
  for (int i = 0; i < NUMBERS; i++) {
    for (int j = 0; j < NUMBERS; j++) {
      scalar25519_to_bytes(bytes, numbers + j);
      scalar25519_to_bytes(bytes + SCALAR25519_SIZE, numbers + i);
      scalar25519_reduce(&result, bytes);
      note(&hash, &result);
    }
  }
  sha256_final(&hash, digest);
  check_bytes(digest, "a64710df33ffdbf58129b13fc4f47340251e671f603ab1e866b34f5e2bd8b96e", "numbers of 512 bits");

  /* 0, 1, 2, L - 1, then L and L + 1. */
  for (int i = 0; i < 6; i++) check(scalar25519_is_reduced(numbers + i) == (i < 4), "whether it is below L");

  check_constant(choose, combine, NUMBERS, "as many instructions for all numbers");
  return first_failure;
}
