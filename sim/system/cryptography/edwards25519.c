#include "edwards25519.h"
#include "constant_time.h"
#include "memory.h"

/* -121665/121666, and twice that. */
static const struct field25519 edwards25519_d = {
    {0x135978a3, 0x75eb4dca, 0x4141d8ab, 0x00700a4d, 0x7779e898, 0x8cc74079, 0x2b6ffe73, 0x52036cee}};
static const struct field25519 edwards25519_2d = {
    {0x26b2f159, 0xebd69b94, 0x8283b156, 0x00e0149a, 0xeef3d130, 0x198e80f2, 0x56dffce7, 0x2406d9dc}};

/* A square root of -1: 2^((p-1)/4). */
static const struct field25519 root_of_minus_one = {
    {0x4a0ea0b0, 0xc4ee1b27, 0xad2fe478, 0x2f431806, 0x3dfbd7a7, 0x2b4d0099, 0x4fc1df0b, 0x2b832480}};

static const struct field25519 edwards25519_zero = {{0}}, edwards25519_one = {{1}};
static const struct edwards25519 edwards25519_neutral = {{{0}}, {{1}}, {{1}}, {{0}}};

/* y = 4/5, x even. */
const struct edwards25519 edwards25519_base = {
    {{0x8f25d51a, 0xc9562d60, 0x9525a7b2, 0x692cc760, 0xfdd6dc5c, 0xc0a4e231, 0xcd6e53fe, 0x216936d3}},
    {{0x66666658, 0x66666666, 0x66666666, 0x66666666, 0x66666666, 0x66666666, 0x66666666, 0x66666666}},
    {{1}},
    {{0xa5b7dda3, 0x6dde8ab3, 0x775152f5, 0x20f09f80, 0x64abe37d, 0x66ea4e8e, 0xd78b7665, 0x67875f0f}}};

bool edwards25519_decode(struct edwards25519 *point, const uint8_t bytes[EDWARDS25519_SIZE]) {
  uint32_t sign = bytes[31] >> 7;
  uint8_t coordinate[FIELD25519_SIZE], canonical[FIELD25519_SIZE];
  memcpy(coordinate, bytes, sizeof coordinate);
  coordinate[31] &= 0x7f;
  field25519_from_bytes(&point->y, coordinate);
  field25519_to_bytes(canonical, &point->y);
  if (memcmp(coordinate, canonical, sizeof canonical) != 0) return false;

  /* x^2 = u/v with u = y^2 - 1 and v = d y^2 + 1. */
  struct field25519 u, v, v3, check;
  field25519_square(&u, &point->y);
  field25519_multiply(&v, &u, &edwards25519_d);
  field25519_subtract(&u, &u, &edwards25519_one);
  field25519_add(&v, &v, &edwards25519_one);
  /* x = u v^3 (u v^7)^((p-5)/8), a root of u/v or of -u/v if there is one. */
  field25519_square(&v3, &v);
  field25519_multiply(&v3, &v3, &v);
  field25519_square(&point->x, &v3);
  field25519_multiply(&point->x, &point->x, &v);
  field25519_multiply(&point->x, &point->x, &u);
  field25519_power_of_root(&point->x, &point->x);
  field25519_multiply(&point->x, &point->x, &v3);
  field25519_multiply(&point->x, &point->x, &u);
  field25519_square(&check, &point->x);
  field25519_multiply(&check, &check, &v);
  if (!field25519_equal(&check, &u)) {
    field25519_add(&check, &check, &u);
    if (!field25519_equal(&check, &edwards25519_zero)) return false;
    field25519_multiply(&point->x, &point->x, &root_of_minus_one);
  }
  if (sign && field25519_equal(&point->x, &edwards25519_zero)) return false;
  if (field25519_is_odd(&point->x) != sign) field25519_subtract(&point->x, &edwards25519_zero, &point->x);
  point->z = edwards25519_one;
  field25519_multiply(&point->t, &point->x, &point->y);
  return true;
}

void edwards25519_encode(uint8_t bytes[EDWARDS25519_SIZE], const struct edwards25519 *point) {
  struct field25519 inverse, x, y;
  field25519_invert(&inverse, &point->z);
  field25519_multiply(&x, &point->x, &inverse);
  field25519_multiply(&y, &point->y, &inverse);
  field25519_to_bytes(bytes, &y);
  bytes[31] |= (uint8_t)(field25519_is_odd(&x) << 7);
}

void edwards25519_negate(struct edwards25519 *negative, const struct edwards25519 *point) {
  *negative = *point;
  field25519_subtract(&negative->x, &edwards25519_zero, &point->x);
  field25519_subtract(&negative->t, &edwards25519_zero, &point->t);
}

/* What the formulas for sums and doubles end in: X = E F, Y = G H, Z = F G, T = E H. */
static void edwards25519_complete(struct edwards25519 *point, const struct field25519 *e, const struct field25519 *f,
                                  const struct field25519 *g, const struct field25519 *h) {
  field25519_multiply(&point->x, e, f);
  field25519_multiply(&point->y, g, h);
  field25519_multiply(&point->z, f, g);
  field25519_multiply(&point->t, e, h);
}

/* Section 5.1.4. Right for any two points, equal or neutral ones too. */
static void edwards25519_add(struct edwards25519 *sum, const struct edwards25519 *p, const struct edwards25519 *q) {
  struct field25519 a, b, c, d, e, f, g, h;
  field25519_subtract(&a, &p->y, &p->x);
  field25519_subtract(&e, &q->y, &q->x);
  field25519_multiply(&a, &a, &e);
  field25519_add(&b, &p->y, &p->x);
  field25519_add(&e, &q->y, &q->x);
  field25519_multiply(&b, &b, &e);
  field25519_multiply(&c, &p->t, &q->t);
  field25519_multiply(&c, &c, &edwards25519_2d);
  field25519_multiply(&d, &p->z, &q->z);
  field25519_add(&d, &d, &d);
  field25519_subtract(&e, &b, &a);
  field25519_subtract(&f, &d, &c);
  field25519_add(&g, &d, &c);
  field25519_add(&h, &b, &a);
  edwards25519_complete(sum, &e, &f, &g, &h);
}

static void edwards25519_double(struct edwards25519 *sum, const struct edwards25519 *p) {
  struct field25519 a, b, c, e, f, g, h;
  field25519_square(&a, &p->x);
  field25519_square(&b, &p->y);
  field25519_square(&c, &p->z);
  field25519_add(&c, &c, &c);
  field25519_add(&h, &a, &b);
  field25519_add(&e, &p->x, &p->y);
  field25519_square(&e, &e);
  field25519_subtract(&e, &h, &e);
  field25519_subtract(&g, &a, &b);
  field25519_add(&f, &c, &g);
  edwards25519_complete(sum, &e, &f, &g, &h);
}

/* One of 16 points; all are read. */
static void edwards25519_look_up(struct edwards25519 *point, const struct edwards25519 table[16], uint32_t index) {
  *point = table[0];
  for (uint32_t i = 1; i < 16; i++) {
    uint32_t found = mask_if_zero(i ^ index);
    field25519_select(found, &point->x, &table[i].x, &point->x);
    field25519_select(found, &point->y, &table[i].y, &point->y);
    field25519_select(found, &point->z, &table[i].z, &point->z);
    field25519_select(found, &point->t, &table[i].t, &point->t);
  }
}

/* Four bits of the scalars in each round, the highest first; for both points the doublings are the same. */
void edwards25519_sum_of_products(struct edwards25519 *sum, int count, const struct scalar25519 *scalars,
                                  const struct edwards25519 *points) {
  /* The products of each point with 0 to 15. */
  struct edwards25519 table[EDWARDS25519_MAXIMUM_PRODUCTS][16], result = edwards25519_neutral, product;
  for (int i = 0; i < count; i++) {
    table[i][0] = edwards25519_neutral;
    for (int j = 1; j < 16; j++) edwards25519_add(&table[i][j], &table[i][j - 1], &points[i]);
  }
  for (int position = 252; position >= 0; position -= 4) {
    for (int i = 0; i < 4; i++) edwards25519_double(&result, &result);
    for (int i = 0; i < count; i++) {
      edwards25519_look_up(&product, table[i], scalars[i].word[position / 32] >> (position & 31) & 15);
      edwards25519_add(&result, &result, &product);
    }
  }
  *sum = result;
  wipe(&product, sizeof product);
}
