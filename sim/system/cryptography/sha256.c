#include "sha256.h"
#include "constant_time.h"
#include "memory.h"

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t sha256_rotate(uint32_t word, int count) { return word >> count | word << (32 - count); }

/* Section 6.2.2. The schedule is the last 16 words of W. In place of moving the working variables a to h, round i finds
 * a at place -i of `work`: unrolled, they are registers. */
static void sha256_compress(uint32_t state[8], const uint8_t block[SHA256_BLOCK]) {
  uint32_t schedule[16], work[8];
  for (int i = 0; i < 16; i++) {
    const uint8_t *word = block + 4 * i;
    schedule[i] = (uint32_t)word[0] << 24 | (uint32_t)word[1] << 16 | (uint32_t)word[2] << 8 | word[3];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) work[i] = state[i];
  for (int first = 0; first < 64; first += 16) {
#pragma clang loop unroll(full)
    for (int i = 0; first && i < 16; i++) {
      uint32_t x = schedule[(i + 1) & 15], y = schedule[(i + 14) & 15];
      schedule[i] += (sha256_rotate(x, 7) ^ sha256_rotate(x, 18) ^ x >> 3) + schedule[(i + 9) & 15] +
                     (sha256_rotate(y, 17) ^ sha256_rotate(y, 19) ^ y >> 10);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      uint32_t a = work[-i & 7], b = work[(1 - i) & 7], c = work[(2 - i) & 7];
      uint32_t e = work[(4 - i) & 7], f = work[(5 - i) & 7], g = work[(6 - i) & 7], h = work[(7 - i) & 7];
      h += (sha256_rotate(e, 6) ^ sha256_rotate(e, 11) ^ sha256_rotate(e, 25)) + (g ^ (e & (f ^ g))) +
           sha256_constants[first + i] + schedule[i];
      work[(3 - i) & 7] += h;
      work[(7 - i) & 7] =
          h + (sha256_rotate(a, 2) ^ sha256_rotate(a, 13) ^ sha256_rotate(a, 22)) + ((a & b) | (c & (a | b)));
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) state[i] += work[i];
  wipe(schedule, sizeof schedule);
}

void sha256_init(struct sha256 *hash) {
  /* The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
  static const uint32_t initial[8] = {
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  };
  memcpy(hash->state, initial, sizeof initial);
  hash->length = 0;
}

void sha256_update(struct sha256 *hash, const void *message, size_t size) {
  const uint8_t *bytes = message;
  size_t filled = hash->length % SHA256_BLOCK;
  hash->length += size;
  while (filled + size >= SHA256_BLOCK) {
    size_t taken = SHA256_BLOCK - filled;
    if (filled) memcpy(hash->block + filled, bytes, taken);
    sha256_compress(hash->state, filled ? hash->block : bytes);
    bytes += taken;
    size -= taken;
    filled = 0;
  }
  memcpy(hash->block + filled, bytes, size);
}

void sha256_final(struct sha256 *hash, uint8_t digest[SHA256_SIZE]) {
  uint64_t bits = 8 * hash->length;
  size_t filled = hash->length % SHA256_BLOCK;
  hash->block[filled++] = 0x80;
  if (filled > SHA256_BLOCK - 8) {
    memset(hash->block + filled, 0, SHA256_BLOCK - filled);
    sha256_compress(hash->state, hash->block);
    filled = 0;
  }
  memset(hash->block + filled, 0, SHA256_BLOCK - 8 - filled);
  for (int i = 0; i < 8; i++) hash->block[SHA256_BLOCK - 8 + i] = (uint8_t)(bits >> (56 - 8 * i));
  sha256_compress(hash->state, hash->block);
  for (int i = 0; i < SHA256_SIZE; i++) digest[i] = (uint8_t)(hash->state[i / 4] >> (24 - 8 * (i & 3)));
  wipe(hash, sizeof *hash);
}

void sha256(uint8_t digest[SHA256_SIZE], const void *message, size_t size) {
  struct sha256 hash;
  sha256_init(&hash);
  sha256_update(&hash, message, size);
  sha256_final(&hash, digest);
}
