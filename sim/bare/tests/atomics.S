# Atomic memory operations, reservations, and what makes a store-conditional fail.
  .include "check.h"

  .macro atomic operation, memory, operand, result
  la a0, word
  li a1, \memory
  sw a1, 0(a0)
  li a2, \operand
  \operation a3, a2, (a0)
  check a3, \memory
  lw a3, 0(a0)
  check a3, \result
  .endm

  begin
  atomic amoswap.w, 0x12345678, 0x9abcdef0, 0x9abcdef0
  atomic amoadd.w, 0xffffffff, 2, 1
  atomic amoxor.w, 0xff00ff00, 0x0ff00ff0, 0xf0f0f0f0
  atomic amoand.w, 0xff00ff00, 0x0ff00ff0, 0x0f000f00
  atomic amoor.w, 0xff00ff00, 0x0ff00ff0, 0xfff0fff0
  atomic amomin.w, 0xffffffff, 1, 0xffffffff
  atomic amomin.w, 1, 0xffffffff, 0xffffffff
  atomic amomax.w, 0xffffffff, 1, 1
  atomic amomax.w, 0x7fffffff, 0x80000000, 0x7fffffff
  atomic amominu.w, 0xffffffff, 1, 1
  atomic amominu.w, 5, 6, 5
  atomic amomaxu.w, 0xffffffff, 1, 0xffffffff
  atomic amomaxu.w, 5, 6, 6
  atomic amoadd.w.aqrl, 1, 2, 3

  # The register of the address takes the old value; x0 takes none.
  la a0, word
  li a1, 9
  sw a1, 0(a0)
  amoadd.w a0, a1, (a0)
  check a0, 9
  la a0, word
  amoswap.w zero, zero, (a0)
  lw a1, 0(a0)
  check a1, 0

  # A pair.
  lr.w a1, (a0)
  addi a1, a1, 1
  sc.w a2, a1, (a0)
  check a2, 0
  lw a3, 0(a0)
  check a3, 1
  # The reservation is used up.
  sc.w a2, zero, (a0)
  check a2, 1
  lw a3, 0(a0)
  check a3, 1
  # Another line.
  la a4, word + 64
  lr.w a1, (a0)
  sc.w a2, a1, (a4)
  check a2, 1
  sc.w a2, a1, (a0)
  check a2, 1
  # Another word of the line counts as reserved; our own stores do not end a reservation.
  lr.w a1, (a0)
  sw zero, 8(a0)
  sc.w a2, a1, 0(a0)
  check a2, 0
  # A trap ends it.
  lr.w a1, (a0)
  ecall
  sc.w a2, a1, (a0)
  check a2, 1
  # The later of two counts.
  lr.w a1, (a0)
  lr.w a1, (a4)
  sc.w a2, a1, (a4)
  check a2, 0

  # Misaligned.
  forget
  la a0, word + 2
1:
  lr.w a1, (a0)
  check s8, 4
  check_address s10, word + 2
2:
  sc.w a1, a1, (a0)
  check s8, 6
3:
  amoadd.w a1, a1, (a0)
  check s8, 6
  check_address s9, 3b
  check_address s10, word + 2
  # Devices and places where nothing is have no atomics.
  forget
  li a0, 0x10000000
4:
  lr.w a1, (a0)
  trapped 5, 4b, 0x10000000
5:
  amoswap.w a1, a1, (a0)
  trapped 7, 5b, 0x10000000
  li a0, 0x40000000
6:
  sc.w a1, a1, (a0)
  trapped 7, 6b, 0x40000000

  # A lock and a counter under it.
  li a5, 100
7:
  la a0, lock
  li a1, 1
8:
  amoswap.w.aq a2, a1, (a0)
  bnez a2, 8b
  la a3, counter
  lw a4, 0(a3)
  addi a4, a4, 1
  sw a4, 0(a3)
  amoswap.w.rl zero, zero, (a0)
  addi a5, a5, -1
  bnez a5, 7b
  lw a4, 0(a3)
  check a4, 100
  end

  .data
  .balign 64
word:
  .zero 128
lock:
  .word 0
counter:
  .word 0
