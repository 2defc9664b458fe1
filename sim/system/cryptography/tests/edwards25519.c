/* Points against a reference in Python with the affine formulas of RFC 8032, section 5.1.4: multiples of points of
 * every order, sums of two, and random encodings. With mul, add, enc and dec of that reference, R = [sha256(bytes([i]))
 * for i in range(4)] as little-endian numbers, S = [0, 1, 15, 16, L - 1, L, L + 1, 8 * L, 2**256 - 1, 0x1111 << 240] +
 * R, the base point B, T a point of order 8 and P = [B, neutral, T, 3 B, B + T]:
 *
 *   sha256(b"".join([enc(mul(a, p)) for a in S for p in P] +
 *     [enc(edwards25519_add(mul(a, p), mul(c, q))) for a in S[::4] for c in S[1::4] for p in P[::2] for q in
 * P[2::2]])).hexdigest() sha256 of enc(-dec(e)), or b"no" if that is no point, for e in [sha256(bytes([i, 7])) for i in
 * range(200)] */
#include "../constant_time.c"
#include "../edwards25519.c"
#include "../field25519.c"
#include "../scalar25519.c"
#include "../sha256.c"
#include "check.h"

enum { SCALARS = 14, POINTS = 5 };

/* T, and every multiple of it. */
static const char *const small_order[8] = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
};

static const char *const scalar_digits[10] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0f00000000000000000000000000000000000000000000000000000000000000",
    "1000000000000000000000000000000000000000000000000000000000000000",
    "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
    "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
    "eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
    "689faee7d21893c0b2e6bc17f5cef7a600000000000000000000000000000080",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000000000000000000000000000000001111",
};

static struct scalar25519 scalars[SCALARS];
static struct edwards25519 points[POINTS];
static struct sha256 hash;
static uint8_t bytes[32];

static void note(const struct edwards25519 *point) {
  edwards25519_encode(bytes, point);
  sha256_update(&hash, bytes, sizeof bytes);
}

static void prepare(void) {
  for (uint8_t i = 0; i < SCALARS; i++) {
    uint8_t seed = i - 10;
    if (i < 10) parse(bytes, scalar_digits[i]);
    else sha256(bytes, &seed, 1);
    scalar25519_from_bytes(scalars + i, bytes);
  }
  points[0] = edwards25519_base;
  points[1] = edwards25519_neutral;
  parse(bytes, small_order[1]);
  check(edwards25519_decode(points + 2, bytes), "a point of order 8");
  edwards25519_double(points + 3, points);
  edwards25519_add(points + 3, points + 3, points);
  edwards25519_add(points + 4, points, points + 2);
}

static void sums_of_products(void) {
  struct edwards25519 sum;
  sha256_init(&hash);
  for (int i = 0; i < SCALARS; i++) {
    for (int j = 0; j < POINTS; j++) {
      edwards25519_sum_of_products(&sum, 1, scalars + i, points + j);
      note(&sum);
    }
  }
  for (int i = 0; i < SCALARS; i += 4) {
    for (int j = 1; j < SCALARS; j += 4) {
      for (int k = 0; k < POINTS; k += 2) {
        for (int l = 2; l < POINTS; l += 2) {
          struct scalar25519 factors[2] = {scalars[i], scalars[j]};
          struct edwards25519 both[2] = {points[k], points[l]};
          edwards25519_sum_of_products(&sum, 2, factors, both);
          note(&sum);
        }
      }
    }
  }
  sha256_final(&hash, bytes);
  check_bytes(bytes, "50897bcd34218b13003c9a5096f3e47609115e9f4d1482840269ee258e2da034", "sums of products");
}

static void encodings(void) {
  struct edwards25519 point;
  sha256_init(&hash);
  for (uint8_t i = 0; i < 200; i++) {
    uint8_t seed[2] = {i, 7};
    sha256(bytes, seed, 2);
    if (edwards25519_decode(&point, bytes)) {
      edwards25519_negate(&point, &point);
      note(&point);
    } else {
      sha256_update(&hash, "no", 2);
    }
  }
  sha256_final(&hash, bytes);
  check_bytes(bytes, "ad133739bfea728ee1779df7a3de125abce3189be80111bcb9e630a92964108e", "random encodings");

  for (int i = 0; i < 8; i++) {
    uint8_t again[32];
    parse(bytes, small_order[i]);
    check(edwards25519_decode(&point, bytes), "a multiple of T");
    edwards25519_encode(again, &point);
    check(memcmp(bytes, again, 32) == 0, "and back");
  }

  /* All y from p to 2^255 - 1, among which are points. */
  memset(bytes, 0xff, sizeof bytes);
  for (uint8_t i = 0; i < 19; i++) {
    bytes[0] = (uint8_t)(0xed + i);
    bytes[31] = 0x7f;
    check(!edwards25519_decode(&point, bytes), "y is not below p");
    bytes[31] = 0xff;
    check(!edwards25519_decode(&point, bytes), "y is not below p");
  }
  /* x is 0, and its sign is set. */
  parse(bytes, "0100000000000000000000000000000000000000000000000000000000000080");
  check(!edwards25519_decode(&point, bytes), "y = 1, sign of 0");
  parse(bytes, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
  check(!edwards25519_decode(&point, bytes), "y = -1, sign of 0");
}

static struct scalar25519 factor;
static struct edwards25519 product;

static void choose(int number) { factor = scalars[number]; }

static void multiply(void) {
  edwards25519_sum_of_products(&product, 1, &factor, points);
  edwards25519_encode(bytes, &product);
}

int main(void) {
  prepare();
  sums_of_products();
  encodings();
  check_constant(choose, multiply, SCALARS, "as many instructions for every scalar");
  return first_failure;
}
