#include "modular.h"
#include "constant_time.h"

/* Statuses of the instruction. */
enum { MODEXP_DONE = 0, MODEXP_BAD_MODULUS = 4, MODEXP_BAD_SIZE = 5 };

/* What the instruction reads: two lengths in units of 16 bytes, then modulus, base and exponent, little-endian. */
struct modular_operands {
  alignas(4) uint8_t lengths[4];
  uint8_t numbers[3 * MODULAR_MAXIMUM_SIZE];
};

static uint32_t modexp(void *result, const struct modular_operands *operands) {
  uint32_t status;
  __asm__ volatile(".insn r 0x0b, 0, 6, %0, %1, %2" : "=r"(status) : "r"(operands), "r"(result) : "memory");
  return status;
}

static uint8_t *modular_copy_reversed(uint8_t *to, const uint8_t *from, size_t size) {
  while (size--) *to++ = from[size];
  return to;
}

static bool modular_is_size(size_t size) {
  return size > 0 && size <= MODULAR_MAXIMUM_SIZE && size % MODULAR_UNIT == 0;
}

enum cryptography_result modular_power(uint8_t *result, const uint8_t *base, const uint8_t *exponent,
                                       size_t exponent_size, const uint8_t *modulus, size_t size) {
  uint32_t status = MODEXP_BAD_SIZE;
  if (modular_is_size(size) && modular_is_size(exponent_size)) {
    struct modular_operands operands = {
        .lengths = {(uint8_t)(size / MODULAR_UNIT), (uint8_t)(exponent_size / MODULAR_UNIT)}};
    uint8_t *end = modular_copy_reversed(operands.numbers, modulus, size);
    end = modular_copy_reversed(end, base, size);
    modular_copy_reversed(end, exponent, exponent_size);
    /* The result takes the place of the modulus. */
    status = modexp(operands.numbers, &operands);
    modular_copy_reversed(result, operands.numbers, size);
    wipe(&operands, sizeof operands);
  }
  if (status == MODEXP_DONE) return CRYPTOGRAPHY_DONE;
  wipe(result, size);
  if (status == MODEXP_BAD_SIZE) return CRYPTOGRAPHY_BAD_SIZE;
  return status == MODEXP_BAD_MODULUS ? CRYPTOGRAPHY_BAD_KEY : CRYPTOGRAPHY_FAULT;
}
