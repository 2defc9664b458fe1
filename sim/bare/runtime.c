#include "bare.h"

static volatile uint8_t *const serial = (volatile uint8_t *)0x10000000;
enum { LINE_STATUS = 5, TRANSMITTER_EMPTY = 0x20 };

void put_character(char character) {
  while (!(serial[LINE_STATUS] & TRANSMITTER_EMPTY)) {
  }
  serial[0] = (uint8_t)character;
}

void put_text(const char *text) {
  while (*text) put_character(*text++);
}

void put_number(uint32_t number) {
  char digits[10];
  int count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  while (count) put_character(digits[--count]);
}

void put_hexadecimal(uint32_t number) {
  for (int shift = 28; shift >= 0; shift -= 4) put_character("0123456789abcdef"[number >> shift & 15]);
}

void *memcpy(void *to, const void *from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if ((((uintptr_t)target | (uintptr_t)source) & 3) == 0) {
    for (; count >= 4; count -= 4, target += 4, source += 4) *(uint32_t *)target = *(const uint32_t *)source;
  }
  while (count--) *target++ = *source++;
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if (target <= source) return memcpy(to, from, count);
  while (count--) target[count] = source[count];
  return to;
}

void *memset(void *to, int value, size_t count) {
  uint8_t *target = to;
  while (count--) *target++ = (uint8_t)value;
  return to;
}

int memcmp(const void *left, const void *right, size_t count) {
  const uint8_t *a = left, *b = right;
  for (; count--; a++, b++) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}
