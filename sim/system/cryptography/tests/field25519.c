/* Field arithmetic at the places where carries and residues turn over, and with random elements, against Python's
 * numbers. For the edges E, as they stand below, and R = [sha256(bytes([i])) for i in range(100)] as little-endian
 * numbers, with b(x) = (x % p).to_bytes(32, "little"):
 *
 *   sha256(b"".join(b(x + y) + b(x - y) + b(x * y) + b(x * 121665) for x in E for y in E)).hexdigest()
 *   the same for R
 *   sha256(b"".join(b(pow(x, p - 2, p)) + b(pow(x, (p - 5) // 8, p)) for x in E + R)).hexdigest() */
#include "../constant_time.c"
#include "../field25519.c"
#include "../sha256.c"
#include "check.h"

enum { EDGES = 29, RANDOM = 100 };

static const char *const edge_digits[EDGES] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0200000000000000000000000000000000000000000000000000000000000000",
    "1200000000000000000000000000000000000000000000000000000000000000",
    "1300000000000000000000000000000000000000000000000000000000000000",
    "1400000000000000000000000000000000000000000000000000000000000000",
    "2500000000000000000000000000000000000000000000000000000000000000",
    "2600000000000000000000000000000000000000000000000000000000000000",
    "2700000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "1200000000000000000000000000000000000000000000000000000000000080",
    "1300000000000000000000000000000000000000000000000000000000000080",
    "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "feffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000001000000000000000000000000000000",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000",
    "00000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffff00000000000000000000000000000000000000000000000000000000",
};

static struct field25519 edges[EDGES], random[RANDOM];
static struct sha256 hash;

static void note(const struct field25519 *element) {
  uint8_t bytes[FIELD25519_SIZE];
  field25519_to_bytes(bytes, element);
  sha256_update(&hash, bytes, sizeof bytes);
}

static void expect(const char *digits, const char *name) {
  uint8_t digest[SHA256_SIZE];
  sha256_final(&hash, digest);
  check_bytes(digest, digits, name);
  sha256_init(&hash);
}

static void sums_and_products(const struct field25519 *elements, int count) {
  bool overlaps = true;
  for (int i = 0; i < count; i++) {
    for (int j = 0; j < count; j++) {
      const struct field25519 *x = elements + i, *y = elements + j;
      struct field25519 result, again = *x;
      field25519_add(&result, x, y);
      note(&result);
      field25519_add(&again, &again, y);
      overlaps &= memcmp(&result, &again, sizeof again) == 0;
      field25519_subtract(&result, x, y);
      note(&result);
      again = *y;
      field25519_subtract(&again, x, &again);
      overlaps &= memcmp(&result, &again, sizeof again) == 0;
      field25519_multiply(&result, x, y);
      note(&result);
      again = *y;
      field25519_multiply(&again, x, &again);
      overlaps &= memcmp(&result, &again, sizeof again) == 0;
      field25519_multiply_small(&result, x, 121665);
      note(&result);
    }
  }
  check(overlaps, "results over operands");
}

static void powers(const struct field25519 *elements, int count) {
  for (int i = 0; i < count; i++) {
    struct field25519 result = elements[i];
    field25519_invert(&result, &result);
    note(&result);
    result = elements[i];
    field25519_power_of_root(&result, &result);
    note(&result);
  }
}

int main(void) {
  uint8_t bytes[FIELD25519_SIZE];
  for (int i = 0; i < EDGES; i++) {
    parse(bytes, edge_digits[i]);
    field25519_from_bytes(edges + i, bytes);
  }
  for (uint8_t i = 0; i < RANDOM; i++) {
    sha256(bytes, &i, 1);
    field25519_from_bytes(random + i, bytes);
  }
  sha256_init(&hash);
  sums_and_products(edges, EDGES);
  expect("15b8113e63d4abc3c63f42706236f3eb8f212dba20c6b5b09d6928dbc85b3097", "sums and products of edges");
  sums_and_products(random, RANDOM);
  expect("a22426db9de71c1eb736a227543c6b72b8a511619476ceb39fb0f7c4b1afe011", "sums and products of random elements");
  powers(edges, EDGES);
  powers(random, RANDOM);
  expect("5ca26d1ab8e3da51823847f7aeafacc43c8cceaefc9c77a2ab76937e7ab8cbed", "powers");

  bool squares = true, exchanges = true;
  for (int i = 0; i < RANDOM; i++) {
    struct field25519 square, product, a = random[i], b = random[(i + 1) % RANDOM];
    field25519_square(&square, &a);
    field25519_multiply(&product, &a, &a);
    squares &= field25519_equal(&square, &product) == UINT32_MAX;
    squares &= field25519_equal(&square, &a) == 0;
    field25519_swap(0, &a, &b);
    exchanges &= memcmp(&a, random + i, sizeof a) == 0;
    field25519_swap(UINT32_MAX, &a, &b);
    exchanges &= memcmp(&b, random + i, sizeof a) == 0;
    field25519_select(UINT32_MAX, &a, &b, &a);
    exchanges &= memcmp(&a, random + i, sizeof a) == 0;
  }
  check(squares, "squares");
  check(exchanges, "exchanges");
  /* By their places: 0 and 1; 9 to 11 are p - 1, p and p + 1; 18 is 2p. */
  check(field25519_equal(edges, edges + 10) && field25519_equal(edges, edges + 18), "0 and p");
  check(field25519_equal(edges + 1, edges + 11) && !field25519_equal(edges, edges + 11), "1 and p + 1");
  check(field25519_is_odd(edges + 11) && !field25519_is_odd(edges + 10) && !field25519_is_odd(edges + 9), "odd");
  return first_failure;
}
