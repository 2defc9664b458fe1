// SHA-256 of a text (FIPS 180-4, section 6.2). Returns the first word of the digest.
#include <stddef.h>
#include <stdint.h>

static const unsigned char text[] = {
#embed "text.txt"
};

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, int count) { return word >> count | word << (32 - count); }

static void compress(uint32_t state[8], const unsigned char block[64]) {
  uint32_t schedule[64];
  for (int t = 0; t < 16; t++) {
    const unsigned char *bytes = block + 4 * t;
    schedule[t] = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
  }
  for (int t = 16; t < 64; t++) {
    uint32_t early = schedule[t - 15];
    uint32_t late = schedule[t - 2];
    uint32_t sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3;
    uint32_t sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10;
    schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
  }

  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int t = 0; t < 64; t++) {
    uint32_t sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    uint32_t sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    uint32_t choice = (e & f) ^ (~e & g);
    uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    uint32_t first = h + sum1 + choice + round_constants[t] + schedule[t];
    uint32_t second = sum0 + majority;
    h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

static uint32_t digest[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

int main(void) {
  size_t whole = sizeof text / 64 * 64;
  for (size_t offset = 0; offset < whole; offset += 64) compress(digest, text + offset);

  // The padding: a one bit, zeros, and the length in bits as the last eight bytes of a block.
  unsigned char last[128] = {0};
  size_t rest = sizeof text - whole;
  size_t end = rest < 56 ? 64 : 128;
  for (size_t index = 0; index < rest; index++) last[index] = text[whole + index];
  last[rest] = 0x80;
  uint32_t bits = 8 * sizeof text;
  for (int index = 0; index < 4; index++) last[end - 1 - index] = (unsigned char)(bits >> 8 * index);
  for (size_t offset = 0; offset < end; offset += 64) compress(digest, last + offset);
  return (int)digest[0];
}
