# Data of an encrypted program: it works on plaintext, and everybody else sees ciphertext.
  .include "secure.h"

  begin
  install patch, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  install open, 1
  check a2, 0x020100
  install stack, 1
  check a2, 0x030100
  # The monitor sees no plaintext.
  differs first_word, 0x11223344
  differs second_word, 0x55667788

  start enter, 1
  set_address 10, work
  run
  hidden 8, 0, 1
  # What was read, in memory that belongs to no region.
  holds results, 0x11223344
  holds results + 4, 0x44
  holds results + 8, -0x78
  holds results + 12, 0x5566
  holds results + 16, 45
  holds results + 20, 0x11223344 + 5
  holds results + 24, 0
  holds results + 28, 1
  holds results + 32, 120
  # What was written.
  differs first_word, 0x600dbeef
  differs open_word, 0xcafe

  # A bit of ciphertext is changed: the block is noise, the next is what it was.
  la a0, third_word
  lw a1, 0(a0)
  xori a1, a1, 4
  sw a1, 0(a0)
  # Written back as it was, nothing is lost.
  la a0, first_word
  lw a1, 0(a0)
  sw zero, 0(a0)
  sw a1, 0(a0)
  run
  hidden 8, 0, 1
  holds results, 0x600dbeef
  differs results + 4, 0x1001
  holds results + 8, 0x2002
  # An instruction that is written is executed.
  la a0, later
  li a1, 0x02a00593
  sw a1, 0(a0)
  fence.i
  run
  hidden 8, 0, 1
  saved 11, 42

  # Plaintext mode: where the region says so, and nowhere else.
  start plain, 1
  run
  # The domain is in encrypted mode still, and does not begin anew.
  hidden 3, 0, 1
  la t5, leave
  li t6, 0x13
  sw t6, 0(t5)
  fence.i
  run
  trapped 8, plain_call, 0, 1
  saved 11, 0xcafe
  run_again:
  csrr t5, mepc
  addi t5, t5, 4
  csrw mepc, t5
  run
  trapped 5, plain_load, first_word, 1
  end

  .text
enter:
  cryptomode_to t0, a0
  ebreak
plain:
  ebreak
plain_part:
  la a0, open_word
  lw a1, 0(a0)
  li a2, 0xbeef
  sw a2, 4(a0)
  lw a3, 4(a0)
  bne a2, a3, plain
plain_call:
  ecall
  la a0, first_word
plain_load:
  lw a1, 0(a0)
  ebreak

  .data
  .balign 4
results:
  .space 64

  .section .secret.patch, "ax"
work:
  la s0, first_word
  la s1, results
  lw t0, 0(s0)
  sw t0, 0(s1)
  lbu t0, 0(s0)
  sw t0, 4(s1)
  lb t0, 4(s0)
  sw t0, 8(s1)
  lhu t0, 6(s0)
  sw t0, 12(s1)
  # The sum of ten words over two lines.
  la t1, table
  li t2, 10
  li t0, 0
1:
  lw t3, 0(t1)
  add t0, t0, t3
  addi t1, t1, 4
  addi t2, t2, -1
  bnez t2, 1b
  sw t0, 16(s1)
  # Atomics.
  li t1, 5
  amoadd.w t0, t1, (s0)
  lw t0, 0(s0)
  sw t0, 20(s1)
  lr.w t0, (s0)
  li t1, 0x600dbeef
  sc.w t2, t1, (s0)
  sw t2, 24(s1)
  sc.w t2, t1, (s0)
  sw t2, 28(s1)
  # A function with a stack.
  la sp, secret_stack_top
  li a0, 5
  jal ra, factorial
  sw a0, 32(s1)
  la t1, open_word
  li t0, 0xcafe
  sw t0, 0(t1)
  ecall
  lw t0, 0(s0)
  sw t0, 0(s1)
  la t1, third_word
  lw t0, 0(t1)
  sw t0, 4(s1)
  lw t0, 16(t1)
  sw t0, 8(s1)
  ecall
later:
  li a1, 41
  ecall
leave:
  ebreak
  la t0, plain_part
  retmode_to t1, t0

factorial:
  li t0, 1
  ble a0, t0, 2f
  addi sp, sp, -8
  sw ra, 4(sp)
  sw a0, 0(sp)
  addi a0, a0, -1
  jal ra, factorial
  lw t0, 0(sp)
  lw ra, 4(sp)
  addi sp, sp, 8
  mul a0, a0, t0
2:
  ret

  .section .secret.data, "aw"
first_word:
  .word 0x11223344
second_word:
  .word 0x55667788
  .balign 16
third_word:
  .word 0x1001, 0, 0, 0
  .word 0x2002, 0, 0, 0
table:
  .word 0, 1, 2, 3, 4, 5, 6, 7, 8, 9

  .section .secret.open, "aw"
open_word:
  .word 0, 0
