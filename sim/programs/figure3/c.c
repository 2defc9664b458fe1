// Object c: data Dc, encrypted by maker C under Kc. It has no code.
#include "c.h"

const char message[] = {
#embed "message.txt"
};

const size_t message_length = sizeof message;

const uint32_t rotation[MATRIX_SIZE][MATRIX_SIZE] = {
    {0, 1, 0, 0},
    {0, 0, 1, 0},
    {0, 0, 0, 1},
    {1, 0, 0, 0},
};

const uint32_t scaling[MATRIX_SIZE][MATRIX_SIZE] = {
    {2, 0, 0, 7},
    {0, 3, 0, 0},
    {0, 0, 5, 0},
    {1, 0, 0, 11},
};
