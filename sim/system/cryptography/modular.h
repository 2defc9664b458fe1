/* Powers of long numbers modulo an odd number, by the instruction `modexp` (docs/encrypted-execution.md, section 4),
 * which exists in encrypted mode only: elsewhere it is an illegal instruction. How long it takes depends on the two
 * sizes alone. All numbers are big-endian, as in the standards for RSA and Diffie-Hellman. */
#pragma once
#include "result.h"
#include <stddef.h>
#include <stdint.h>

/* Sizes in bytes are multiples of this, and not zero. */
enum { MODULAR_UNIT = 16, MODULAR_MAXIMUM_SIZE = 512 };

/* result = base^exponent mod modulus. Result, base and modulus have `size` bytes; the base may be larger than the
 * modulus. The result may overlap the operands. BAD_SIZE for sizes that the instruction does not have, BAD_KEY for an
 * even modulus, FAULT when the exponentiator has found that a bit of it has flipped; the result is zero then. */
enum cryptography_result modular_power(uint8_t *result, const uint8_t *base, const uint8_t *exponent,
                                       size_t exponent_size, const uint8_t *modulus, size_t size);
