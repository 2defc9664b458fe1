/* SHA-256 (FIPS 180-4) of 100,000 letters a: rotations and additions; the constants are computed with 64-bit arithmetic. */
#include "bare.h"

static uint32_t constants[64], state[8];

/* The constants are the first bits of the fractional parts of cube and square roots of primes: found by bisection. */
static uint32_t root_fraction(uint32_t prime, int degree) {
  uint64_t root = 0;
  for (int bit = 35; bit >= 0; bit--) {
    uint64_t candidate = root | 1ull << bit;
    /* Is candidate^degree <= prime * 2^(32 * degree)? In pieces of 32 bits. */
    uint32_t power[5] = {1}, scale[5] = {0};
    scale[degree] = prime;
    for (int step = 0; step < degree; step++) {
      uint32_t product[5] = {0};
      uint64_t carry = 0;
      for (int i = 0; i < 5; i++) {
        uint64_t low = (uint64_t)power[i] * (uint32_t)candidate + carry;
        product[i] = (uint32_t)low;
        carry = low >> 32;
      }
      uint32_t high = (uint32_t)(candidate >> 32);
      carry = 0;
      for (int i = 0; i < 4; i++) {
        uint64_t sum = (uint64_t)power[i] * high + product[i + 1] + carry;
        product[i + 1] = (uint32_t)sum;
        carry = sum >> 32;
      }
      memcpy(power, product, sizeof power);
    }
    int smaller = 1;
    for (int i = 4; i >= 0; i--) {
      if (power[i] != scale[i]) {
        smaller = power[i] < scale[i];
        break;
      }
    }
    if (smaller) root = candidate;
  }
  return (uint32_t)root;
}

static void prepare(void) {
  int found = 0;
  for (uint32_t prime = 2; found < 64; prime++) {
    int divides = 0;
    for (uint32_t divisor = 2; divisor * divisor <= prime; divisor++) divides |= prime % divisor == 0;
    if (divides) continue;
    if (found < 8) state[found] = root_fraction(prime, 2);
    constants[found++] = root_fraction(prime, 3);
  }
}

static uint32_t rotated(uint32_t word, int count) { return word >> count | word << (32 - count); }

static void block(const uint8_t *bytes) {
  uint32_t schedule[64], work[8];
  for (int i = 0; i < 16; i++) {
    const uint8_t *word = bytes + 4 * i;
    schedule[i] = (uint32_t)word[0] << 24 | (uint32_t)word[1] << 16 | (uint32_t)word[2] << 8 | word[3];
  }
  for (int i = 16; i < 64; i++) {
    uint32_t a = schedule[i - 15], b = schedule[i - 2];
    schedule[i] = schedule[i - 16] + schedule[i - 7] + (rotated(a, 7) ^ rotated(a, 18) ^ a >> 3) +
                  (rotated(b, 17) ^ rotated(b, 19) ^ b >> 10);
  }
  memcpy(work, state, sizeof work);
  for (int i = 0; i < 64; i++) {
    uint32_t e = work[4], a = work[0];
    uint32_t first = work[7] + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & work[5]) ^ (~e & work[6])) +
                     constants[i] + schedule[i];
    uint32_t second =
        (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & work[1]) ^ (a & work[2]) ^ (work[1] & work[2]));
    memmove(work + 1, work, 7 * sizeof *work);
    work[4] += first;
    work[0] = first + second;
  }
  for (int i = 0; i < 8; i++) state[i] += work[i];
}

int main(void) {
  enum { LENGTH = 100000 };
  static const uint32_t expected[8] = {0x6d1cf22d, 0x7cc09b08, 0x5dfc25ee, 0x1a1f3ae0,
                                      0x265804c6, 0x07bc2074, 0xad253bcc, 0x82fd81ee};
  prepare();
  uint8_t bytes[64];
  memset(bytes, 'a', sizeof bytes);
  for (int i = 0; i < LENGTH / 64; i++) block(bytes);
  int rest = LENGTH % 64;
  bytes[rest] = 0x80;
  memset(bytes + rest + 1, 0, (size_t)(55 - rest));
  memset(bytes + 56, 0, 8);
  for (int i = 0; i < 4; i++) bytes[63 - i] = (uint8_t)((uint32_t)LENGTH * 8 >> 8 * i);
  block(bytes);
  for (int i = 0; i < 8; i++) put_hexadecimal(state[i]);
  put_text("\n");
  return memcmp(state, expected, sizeof state) == 0 ? 0 : 1;
}
