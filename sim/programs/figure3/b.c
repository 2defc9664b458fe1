// Object b: text Tb, encrypted by maker B under Kb. A library without data of its own.
#include "b.h"

int compare_words(const char *first, const char *second) {
  while (*first != 0 && *first == *second) {
    first++;
    second++;
  }
  return (unsigned char)*first - (unsigned char)*second;
}

uint32_t crc32(const void *data, size_t count) {
  const unsigned char *bytes = data;
  uint32_t remainder = 0xFFFFFFFF;
  for (size_t index = 0; index < count; index++) {
    remainder ^= bytes[index];
    for (int bit = 0; bit < 8; bit++) remainder = (remainder >> 1) ^ (remainder & 1 ? 0xEDB88320 : 0);
  }
  return ~remainder;
}

void multiply(uint32_t product[MATRIX_SIZE][MATRIX_SIZE], const uint32_t left[MATRIX_SIZE][MATRIX_SIZE],
              const uint32_t right[MATRIX_SIZE][MATRIX_SIZE]) {
  for (int row = 0; row < MATRIX_SIZE; row++) {
    for (int column = 0; column < MATRIX_SIZE; column++) {
      uint32_t sum = 0;
      for (int index = 0; index < MATRIX_SIZE; index++) sum += left[row][index] * right[index][column];
      product[row][column] = sum;
    }
  }
}
