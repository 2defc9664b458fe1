# Instructions that are written by the program: visible to fetches after fence.i.
  .include "check.h"

  begin
  la a0, patch
  # addi a1, a1, 5 in place of addi a1, a1, 1.
  li a2, 0x00558593
  li a1, 0
  call patch
  check a1, 1
  sw a2, 0(a0)
  fence.i
  li a1, 0
  call patch
  check a1, 5

  # A page of instructions made by a loop, many times.
  li a5, 20
1:
  la a0, space
  li a3, 100
  li a2, 0x00158593
2:
  sw a2, 0(a0)
  addi a0, a0, 4
  addi a3, a3, -1
  bnez a3, 2b
  li a2, 0x00008067
  sw a2, 0(a0)
  fence.i
  li a1, 0
  la a0, space
  jalr a0
  check a1, 100
  # The same place with other instructions.
  la a0, space
  li a2, 0x00258593
  sw a2, 0(a0)
  fence.i
  li a1, 0
  jalr a0
  check a1, 101
  addi a5, a5, -1
  bnez a5, 1b
  end

patch:
  addi a1, a1, 1
  ret

  .data
  .balign 64
space:
  .zero 4096
