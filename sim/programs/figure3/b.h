// Maker B's library: text and small matrices.
#pragma once
#include <stddef.h>
#include <stdint.h>

#define MATRIX_SIZE 4

// Negative, zero or positive as the first word sorts before, with or after the second, byte by byte.
int compare_words(const char *first, const char *second);

// CRC-32 of ISO-HDLC (the one of zip and Ethernet).
uint32_t crc32(const void *data, size_t count);

// product = left * right, modulo 2^32.
void multiply(uint32_t product[MATRIX_SIZE][MATRIX_SIZE], const uint32_t left[MATRIX_SIZE][MATRIX_SIZE],
              const uint32_t right[MATRIX_SIZE][MATRIX_SIZE]);
