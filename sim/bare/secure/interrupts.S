# Interrupts at every instruction of an encrypted program leave its result as it is (SF-30): the timer comes one cycle later in
# each round, until it comes behind the end. The same computation in plaintext says what the result has to be.
  .include "secure.h"
  .equ rounds, 700

  # a0 from two words at a1: loads, stores, atomics, multiplication, division, branches.
  .macro compute
  sw zero, 0(a1)
  sw zero, 4(a1)
  li a0, 0x1234
  li a2, 9
1:
  lw a3, 0(a1)
  add a0, a0, a3
  mul a0, a0, a2
  sw a0, 4(a1)
  lh a4, 6(a1)
  xor a0, a0, a4
  amoadd.w a5, a2, (a1)
  divu a6, a0, a2
  add a0, a0, a6
2:
  lr.w a5, (a1)
  addi a5, a5, 1
  sc.w a6, a5, (a1)
  bnez a6, 2b
  addi a2, a2, -1
  bnez a2, 1b
  .endm

  # The timer comes when the time has advanced by so many; never with zero.
  .macro timer after
  li t5, 0x2004000
  li t6, -1
  sw t6, 4(t5)
  beqz \after, 777f
  li t4, 0x200bff8
  lw t4, 0(t4)
  add t4, t4, \after
  sw t4, 0(t5)
  sw zero, 4(t5)
777:
  .endm

  begin
  install text, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  la a1, scratch
  compute
  la t5, expected
  sw a0, 0(t5)
  addi gp, gp, 1
  beqz a0, fail
  li t5, 0x80
  csrw mie, t5
  start enter, 1
  set_address 10, routine
  set_address 11, secret

round:
  la t5, count
  lw t4, 0(t5)
  addi t4, t4, 1
  sw t4, 0(t5)
  mv s0, t4
  timer s0
again:
  run
  csrr t5, mcause
  bgez t5, called
  # The interrupt: of encrypted mode nothing shows.
  li t6, 0x80000007
  addi gp, gp, 1
  bne t5, t6, fail
  timer zero
  csrr t5, mdomain
  bgez t5, again
  la t5, interrupts
  lw t6, 0(t5)
  addi t6, t6, 1
  sw t6, 0(t5)
  cleared 1, 31
  j again
called:
  hidden 8, 0, 1
  timer zero
  la t5, expected
  lw t6, 0(t5)
  la t5, frame
  lw t5, 40(t5)
  addi gp, gp, 1
  bne t5, t6, fail
  la t5, count
  lw t5, 0(t5)
  li t6, rounds
  blt t5, t6, round
  # Most rounds had their interrupt, and the last ones none.
  la t5, interrupts
  lw t5, 0(t5)
  li t6, 100
  addi gp, gp, 1
  blt t5, t6, fail
  li t6, rounds
  addi gp, gp, 1
  beq t5, t6, fail
  end

  .section .text
  .balign 64
enter:
  cryptomode_to zero, a0

  .section .secret.text, "ax"
routine:
  mv s1, a1
3:
  mv a1, s1
  compute
  ecall
  j 3b

  .section .secret.data, "aw"
secret:
  .word 0, 0

  .data
  .balign 4
scratch:
  .word 0, 0
expected:
  .word 0
count:
  .word 0
interrupts:
  .word 0
