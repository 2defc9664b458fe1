# Modular exponentiation: small powers, refusals, exceptions, and an exchange of keys between two sides.
  .include "secure.h"

  # The instruction of the domain traps; the monitor replaces it, which the region without cipher allows.
  .macro faults cause, site
  run
  hidden \cause, 0, 1
  cleared 1, 31
  la t5, \site
  li t6, 0x13
  sw t6, 0(t5)
  fence.i
  .endm

  begin
  # Not for the monitor, and not for a domain in plaintext mode.
  la a0, plain_block
  la a1, plain_place
  li a2, 77
1:
  modexp a2, a0, a1
  check s8, 2
  check_address s9, 1b
  check a2, 77
  install text, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  start no_power, 1
  run
  trapped 2, no_power, 0x0cb5050b, 1

  start enter, 1
  set_address 10, small
  run
  hidden 8, 0, 1
  saved 10, 0
  saved 11, 6
  saved 12, 0
  saved 13, 1
  saved 14, 0
  saved 15, 4
  saved 16, 0x33
  saved 17, 5
  run
  hidden 8, 0, 1
  saved 10, 5
  saved 11, 5
  saved 12, 5
  saved 13, 0
  saved 14, 6
  saved 15, 0
  saved 16, 0
  saved 17, 4
  run
  hidden 8, 0, 1
  # The four powers are done, and both sides have the same key.
  saved 10, 0
  saved 11, 0
  saved 12, 0x4cfce6f3
  saved 13, 0xfac1658e
  # What one side shows the other is in memory, but the key is not.
  holds shown, 0x5a70fd32
  differs first_key, 0x4cfce6f3
  differs second_key, 0x4cfce6f3
  li a0, 1
  kill a1, a0
  check a1, 0

  install patch, 0
  check a2, 0x000100
  install more, 1
  check a2, 0x010100
  start enter, 1
  set_address 10, wrong
  faults 4, misaligned_operands
  faults 6, misaligned_place
  faults 4, misaligned_both
  faults 5, missing_operands
  faults 5, missing_both
  faults 7, missing_place
  faults 7, place_in_device
  faults 7, place_in_rom
  faults 7, place_without_right
  run
  hidden 8, 0, 1
  saved 10, 77
  saved 11, 0x11
  saved 12, 0x22
  saved 13, 0
  saved 14, 6
  end

  .text
enter:
  cryptomode_to t0, a0
  ebreak
no_power:
  modexp a0, a0, a1
  .data
  .balign 4
  /* 5^3 modulo 7. */
plain_block:
  .word 0x0101
  .word 7, 0, 0, 0
  .word 5, 0, 0, 0
  .word 3, 0, 0, 0
plain_place:
  .word 0x11, 0, 0, 0x22
shown:
  .space 256

  .section .secret.text, "ax"
small:
  la s0, block
  la s1, power
  modexp a0, s0, s1
  lw a1, 0(s1)
  # A base that is larger than the modulus.
  li t0, 9
  sw t0, 20(s0)
  modexp a2, s0, s1
  lw a3, 0(s1)
  # Modulo 1.
  li t0, 1
  sw t0, 4(s0)
  modexp zero, s0, s1
  lw a4, 0(s1)
  # An even modulus, and a length of 0.
  li t0, 6
  sw t0, 4(s0)
  li t0, 0x33
  sw t0, 0(s1)
  modexp a5, s0, s1
  lw a6, 0(s1)
  sb zero, 0(s0)
  modexp a7, s0, s1
  ecall
  # Lengths: too long, and those of the exponent.
  li t0, 33
  sb t0, 0(s0)
  modexp a0, s0, s1
  li t1, 1
  sb t1, 0(s0)
  sb zero, 1(s0)
  modexp a1, s0, s1
  sb t0, 1(s0)
  modexp a2, s0, s1
  sb t1, 1(s0)
  # Over the base; a reservation stays.
  li t0, 7
  sw t0, 4(s0)
  li t0, 5
  sw t0, 20(s0)
  addi s2, s0, 20
  lr.w t0, (s0)
  modexp a3, s0, s2
  sc.w a6, t0, (s0)
  lw a4, 20(s0)
  lw a5, 24(s0)
  # Nothing of it is left: a modulus of 0.
  sw zero, 4(s0)
  modexp a7, s0, s1
  ecall

  # Each side draws a number and shows two to the power of it. What the first shows goes through memory that everybody sees, what the
  # second shows right into the operands of the first.
  la s0, first_side
  la s1, second_side
  la s2, shown
  la s3, first_key
  la s4, second_key
  modexp a0, s0, s2
  addi s5, s0, 260
  modexp t0, s1, s5
  or a0, a0, t0
  addi s5, s1, 260
  li t0, 64
1:
  lw t1, 0(s2)
  sw t1, 0(s5)
  addi s2, s2, 4
  addi s5, s5, 4
  addi t0, t0, -1
  bnez t0, 1b
  modexp t0, s0, s3
  or a0, a0, t0
  modexp t0, s1, s4
  or a0, a0, t0
  lw a2, 0(s3)
  lw a3, 252(s3)
  li a1, 0
  li t0, 64
2:
  lw t1, 0(s3)
  lw t2, 0(s4)
  xor t1, t1, t2
  or a1, a1, t1
  addi s3, s3, 4
  addi s4, s4, 4
  addi t0, t0, -1
  bnez t0, 2b
  ecall

  .section .secret.patch, "ax"
wrong:
  la s0, plain_block
  la s1, plain_place
  addi s2, s0, 2
  addi s3, s1, 1
  li s4, 0x40000000
  li s5, 0x2000000
  li s6, 0x1000
  la s7, constants
  li a0, 77
misaligned_operands:
  modexp a0, s2, s1
misaligned_place:
  modexp a0, s4, s3
misaligned_both:
  modexp a0, s2, s3
missing_operands:
  modexp a0, s4, s1
missing_both:
  modexp a0, s4, s4
missing_place:
  modexp a0, s0, s4
place_in_device:
  modexp a0, s0, s5
place_in_rom:
  modexp a0, s0, s6
place_without_right:
  modexp a0, s0, s7
  lw a1, 0(s1)
  lw a2, 12(s1)
  # The operands in the region that cannot be stored to.
  modexp a3, s7, s1
  lw a4, 0(s1)
  ecall

  .section .secret.more, "ax"
  .balign 4
constants:
  .word 0x0101
  .word 7, 0, 0, 0
  .word 5, 0, 0, 0
  .word 3, 0, 0, 0

  .section .secret.data, "aw"
  .balign 4
block:
  .word 0xabcd0101
  .word 7, 0, 0, 0
  .word 5, 0, 0, 0
  .word 3, 0, 0, 0
power:
  .word 0x5ec2e7, 0, 0, 0
  /* The group ffdhe2048 of RFC 7919, its generator 2, and an exponent of 256 bits. */
  .macro ffdhe2048
  .word 0x0210
  .word 0xffffffff, 0xffffffff, 0x61285c97, 0x886b4238, 0xc1b2effa, 0xc6f34a26, 0x7d1683b2, 0xc58ef183
  .word 0x2ec22005, 0x3bb5fcbc, 0x4c6fad73, 0xc3fe3b1b, 0xeef28183, 0x8e4f1232, 0xe98583ff, 0x9172fe9c
  .word 0x28342f61, 0xc03404cd, 0xcdf7e2ec, 0x9e02fce1, 0xee0a6d70, 0x0b07a7c8, 0x6372bb19, 0xae56ede7
  .word 0xde394df4, 0x1d4f42a3, 0x60d7f468, 0xb96adab7, 0xb2c8e3fb, 0xd108a94b, 0xb324fb61, 0xbc0ab182
  .word 0x483a797a, 0x30acca4f, 0x36ade735, 0x1df158a1, 0xf3efe872, 0xe2a689da, 0xe0e68b77, 0x984f0c70
  .word 0x7f57c935, 0xb557135e, 0x3ded1af3, 0x85636555, 0x5f066ed0, 0x2433f51f, 0xd5fd6561, 0xd3df1ed5
  .word 0xaec4617a, 0xf681b202, 0x630c75d8, 0x7d2fe363, 0x249b3ef9, 0xcc939dce, 0x146433fb, 0xa9e13641
  .word 0xce2d3695, 0xd8b9c583, 0x273d3cf1, 0xafdc5620, 0xa2bb4a9a, 0xadf85458, 0xffffffff, 0xffffffff
  .word 2
  .space 252
  .endm
first_side:
  ffdhe2048
  .word 0x77778887, 0x55556666, 0x33334444, 0x11112222, 0x4b5a6978, 0x0f1e2d3c, 0x89abcdef, 0x01234567
second_side:
  ffdhe2048
  .word 0xade682d1, 0x510e527f, 0x5f1d36f1, 0xa54ff53a, 0xfe94f82b, 0x3c6ef372, 0x93d2a746, 0x8b5e1f0c
first_key:
  .space 256
second_key:
  .space 256
