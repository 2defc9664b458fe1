# The method automatic: the mode follows the regions, which are entered where their makers have said.
  .include "secure.h"

  begin
  install text, 0
  check a2, 0x000100
  # Where no region is set the domain executes ciphertext as it is: what text calls below. The first word that is no
  # instruction:
  li a0, 1
  method a1, a0, a0
  check a1, 0
  la a3, in_more
1:
  lw a4, 0(a3)
  andi a5, a4, 3
  addi a5, a5, -3
  bnez a5, 2f
  addi a3, a3, 4
  j 1b
2:
  # The domain has them, too, and leaves them as they are.
  la t5, frame
  sw a3, 4 * 13(t5)
  sw a4, 4 * 14(t5)
  li t6, 1
  csrw mdomain, t6
  csrw mepc, a3
  run
  csrr t5, mcause
  check t5, 2
  csrr t5, mepc
  sub t5, t5, a3
  check t5, 0
  csrr t5, mtval
  sub t5, t5, a4
  check t5, 0
  csrr t5, mdomain
  check t5, 1
  install more, 1
  check a2, 0x010100
  install data, 1
  check a2, 0x020100

  # Text calls more, which calls plaintext; it comes back where text lets it, and so on.
  start plain, 1
  run
  trapped 8, plain_call, 0, 1
  saved 10, 111
  saved 11, 5
  saved 12, 5
  # In between, a call from the region.
  set_address 1, outside
  start or_here, 1
  run
  hidden 8, 0, 1
  cleared 1, 9
  saved 10, 7
  # It goes on behind, and falls out of encrypted mode.
  run
  trapped 3, outside, outside, 1
  # Elsewhere nothing begins.
  start not_here, 1
  run
  trapped 1, not_here, not_here, 1
  # Nor from plaintext by itself.
  start data_word, 1
  run
  trapped 1, data_word, data_word, 1
  # Data are the program's.
  start plain_load, 1
  set_address 10, data_word
  run
  trapped 5, plain_load, data_word, 1
  # Then it is explicit again.
  li a0, 1
  method a1, a0, zero
  check a1, 0
  start begin_here, 1
  run
  trapped 1, begin_here, begin_here, 1
  end

  .text
plain:
  li a0, 0
  cryptomode a1
  la t0, begin_here
  jalr ra, 0(t0)
  # With s0 behind this.
plain_call:
  ecall
plain_load:
  lw a1, 0(a0)
  ebreak
helper:
  addi a0, a0, 10
  retmode a2
  la t0, come_back
  jr t0
outside:
  ebreak

  .section .secret.text, "ax"
not_here:
  nop
  .globl begin_here, or_here, come_back
begin_here:
  addi a0, a0, 1
  mv s0, ra
  la t0, in_more
  jr t0
come_back:
  jr s0
or_here:
  li a0, 7
  ecall
  jr ra

  .section .secret.more, "ax"
in_more:
  addi a0, a0, 100
  la t0, helper
  jr t0

  .section .secret.data, "aw"
  .globl data_word
data_word:
  .word 1
