# Loads and stores of every size, sign extension, misaligned accesses, and where nothing is.
  .include "check.h"

  begin
  la a0, words
  lw a1, 0(a0)
  check a1, 0x8091a2b3
  lb a1, 0(a0)
  check a1, 0xffffffb3
  lb a1, 1(a0)
  check a1, 0xffffffa2
  lbu a1, 2(a0)
  check a1, 0x91
  lbu a1, 3(a0)
  check a1, 0x80
  lb a1, 4(a0)
  check a1, 0x7f
  lh a1, 0(a0)
  check a1, 0xffffa2b3
  lhu a1, 2(a0)
  check a1, 0x8091
  lh a1, 4(a0)
  check a1, 0x017f
  addi a2, a0, 2047
  lw a1, -2047(a2)
  check a1, 0x8091a2b3

  la a0, space
  li a1, 0x11223344
  sw a1, 0(a0)
  li a2, 0xffffffaa
  sb a2, 1(a0)
  lw a3, 0(a0)
  check a3, 0x1122aa44
  sh a2, 2(a0)
  lw a3, 0(a0)
  check a3, 0xffaaaa44
  sb zero, 3(a0)
  lhu a3, 2(a0)
  check a3, 0x00aa

  # A load behind a store to the same word, and the store of a loaded word at once.
  li a1, 0x01020304
  sw a1, 8(a0)
  lw a2, 8(a0)
  sw a2, 12(a0)
  lw a3, 12(a0)
  addi a3, a3, 1
  check a3, 0x01020305
  # The address of a load comes from a load.
  sw a0, 16(a0)
  lw a1, 16(a0)
  lw a2, 8(a1)
  check a2, 0x01020304

  # Many lines, so that they do not all stay in a cache: write, then read.
  la a0, space
  li a1, 0x8000
  add a1, a0, a1
  mv a2, a0
1:
  sw a2, 0(a2)
  sw a1, 4(a2)
  addi a2, a2, 64
  bltu a2, a1, 1b
  mv a2, a0
  li a4, 0
2:
  lw a3, 0(a2)
  bne a3, a2, fail
  lw a3, 4(a2)
  bne a3, a1, fail
  addi a2, a2, 64
  addi a4, a4, 1
  bltu a2, a1, 2b
  check a4, 512

  # Misaligned: the register stays, memory stays.
  la a0, space
  li a2, 55
  forget
3:
  lw a2, 1(a0)
  check s8, 4
  check_address s9, 3b
  check_address s10, space + 1
  check a2, 55
4:
  lh a2, 3(a0)
  check s8, 4
  check_address s10, space + 3
5:
  lhu a2, 1(a0)
  check s8, 4
  li a1, -1
  sw zero, 0(a0)
6:
  sw a1, 2(a0)
  check s8, 6
  check_address s9, 6b
  check_address s10, space + 2
7:
  sh a1, 1(a0)
  check s8, 6
  check_address s10, space + 1
  lw a2, 0(a0)
  check a2, 0

  # Nothing is there.
  forget
  li a0, 0x40000000
8:
  lw a2, 4(a0)
  trapped 5, 8b, 0x40000004
9:
  sb a2, 3(a0)
  trapped 7, 9b, 0x40000003
  li s11, 0
  la s11, 10f
  jr a0
10:
  check s8, 1
  check s9, 0x40000000
  check s10, 0x40000000
  # The boot ROM can be read but not written.
  forget
  li a0, 0x1000
  lw a1, 0(a0)
  check s8, -1
11:
  sw a1, 8(a0)
  trapped 7, 11b, 0x1008
  # Misaligned comes before everything else.
  li a0, 0x40000001
12:
  lw a2, 0(a0)
  trapped 4, 12b, 0x40000001
  end

  .data
  .balign 4
words:
  .word 0x8091a2b3, 0x0000017f
  .balign 64
space:
  .zero 0x8000
