/* What a program alone on the machine has: a console, a clock, and the functions that compilers call. */
#pragma once
#include <stddef.h>
#include <stdint.h>

void put_character(char character);
void put_text(const char *text);
void put_number(uint32_t number);
void put_hexadecimal(uint32_t number);

void *memcpy(void *to, const void *from, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);
int memcmp(const void *left, const void *right, size_t count);

/* Cycles and instructions since reset, lower halves. In encrypted mode they stand still. */
static inline uint32_t cycles(void) {
  uint32_t value;
  __asm__ volatile("csrr %0, cycle" : "=r"(value));
  return value;
}

static inline uint32_t instructions(void) {
  uint32_t value;
  __asm__ volatile("csrr %0, instret" : "=r"(value));
  return value;
}
