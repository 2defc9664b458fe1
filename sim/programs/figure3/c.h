// Maker C's data.
#pragma once
#include <stddef.h>
#include <stdint.h>

#define MATRIX_SIZE 4

// Words separated by single spaces or line ends.
extern const char message[];
extern const size_t message_length;

extern const uint32_t rotation[MATRIX_SIZE][MATRIX_SIZE];
extern const uint32_t scaling[MATRIX_SIZE][MATRIX_SIZE];
