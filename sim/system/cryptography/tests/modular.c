/* Powers of long numbers: Fermat's theorem, small powers, sizes and moduli that are refused. In encrypted mode. */
#include "../constant_time.c"
#include "../modular.c"
#include "check.h"

static uint8_t modulus[1024], base[1024], exponent[1024], result[1024];

static void set(uint8_t *number, size_t size, uint8_t value) {
  memset(number, 0, size);
  number[size - 1] = value;
}

static bool is(size_t size, uint8_t value) { return is_zero(result, size - 1) && result[size - 1] == value; }

int main(void) {
  for (size_t size = 16; size <= 512; size += 16) {
    /* 5^3 mod 7, then 3 modulo a number of full size with an exponent of two units. */
    memset(result, 0x55, sizeof result);
    set(modulus, size, 7);
    set(base, size, 5);
    set(exponent, 16, 3);
    check(modular_power(result, base, exponent, 16, modulus, size) == CRYPTOGRAPHY_DONE && is(size, 6), "5^3 mod 7");
    check(result[size] == 0x55, "nothing behind the result");
    set(exponent, size, 4);
    check(modular_power(result, base, exponent, size, modulus, size) == CRYPTOGRAPHY_DONE && is(size, 2), "5^4 mod 7");
    /* 2^(8 size) mod 2^(8 size) - 1 is 1. */
    memset(modulus, 0xff, size);
    set(base, size, 2);
    set(exponent, 16, 0);
    exponent[14] = (uint8_t)(size / 32);
    exponent[15] = (uint8_t)(8 * size);
    check(modular_power(result, base, exponent, 16, modulus, size) == CRYPTOGRAPHY_DONE && is(size, 1), "2^bits");
    /* And over one of its operands. */
    check(modular_power(base, base, exponent, 16, modulus, size) == CRYPTOGRAPHY_DONE, "over the base");
    check(memcmp(base, result, size) == 0, "over the base");
    modulus[size - 1] = 0xfe;
    check(modular_power(result, base, exponent, 16, modulus, size) == CRYPTOGRAPHY_BAD_KEY, "an even modulus");
    check(is_zero(result, size), "leaves zeros");
  }
  /* Fermat: 3^(p-1) mod p is 1 for the prime p = 2^127 - 1. */
  memset(modulus, 0xff, 16);
  modulus[0] = 0x7f;
  memcpy(exponent, modulus, 16);
  exponent[15] = 0xfe;
  set(base, 16, 3);
  check(modular_power(result, base, exponent, 16, modulus, 16) == CRYPTOGRAPHY_DONE && is(16, 1), "Fermat");

  static const size_t wrong[] = {1, 8, 15, 17, 31, 513, 520, 528, 1024};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    memset(result, 0x55, sizeof result);
    check(modular_power(result, base, exponent, 16, modulus, wrong[i]) == CRYPTOGRAPHY_BAD_SIZE, "size of the modulus");
    check(is_zero(result, wrong[i]), "leaves zeros");
    memset(result, 0x55, sizeof result);
    check(modular_power(result, base, exponent, wrong[i], modulus, 16) == CRYPTOGRAPHY_BAD_SIZE,
          "size of the exponent");
    check(is_zero(result, 16) && result[16] == 0x55, "leaves zeros");
  }
  check(modular_power(result, base, exponent, 0, modulus, 16) == CRYPTOGRAPHY_BAD_SIZE, "an exponent without bytes");
  check(modular_power(result, base, exponent, 16, modulus, 0) == CRYPTOGRAPHY_BAD_SIZE, "a modulus without bytes");
  return first_failure;
}
