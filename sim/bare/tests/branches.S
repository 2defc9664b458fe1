# Branches and jumps: taken and not, forwards and backwards, and targets that are not aligned.
  .include "check.h"

  # a0 = 1 if the branch is taken.
  .macro branch operation, left, right, taken
  li a1, \left
  li a2, \right
  li a0, 1
  \operation a1, a2, 1f
  li a0, 0
1:
  check a0, \taken
  .endm

  begin
  branch beq, 0, 0, 1
  branch beq, -1, -1, 1
  branch beq, 0, 1, 0
  branch bne, 0, 0, 0
  branch bne, 0x80000000, 0, 1
  branch blt, -1, 0, 1
  branch blt, 0, -1, 0
  branch blt, 0x80000000, 0x7fffffff, 1
  branch blt, 3, 3, 0
  branch bge, -1, 0, 0
  branch bge, 3, 3, 1
  branch bge, 0x7fffffff, 0x80000000, 1
  branch bltu, -1, 0, 0
  branch bltu, 0, -1, 1
  branch bltu, 3, 3, 0
  branch bgeu, 0, -1, 0
  branch bgeu, -1, 0, 1
  branch bgeu, 3, 3, 1

  # A loop: backwards nine times, then on.
  li a0, 0
  li a1, 10
1:
  addi a0, a0, 1
  bne a0, a1, 1b
  check a0, 10

  # One branch that alternates, and a nest of loops: predictions are wrong and right in turn.
  li a0, 0
  li a1, 100
  li a2, 0
2:
  andi a3, a1, 1
  beqz a3, 3f
  addi a0, a0, 1
3:
  li a4, 3
4:
  addi a2, a2, 1
  addi a4, a4, -1
  bnez a4, 4b
  addi a1, a1, -1
  bnez a1, 2b
  check a0, 50
  check a2, 300

  jal a0, 5f
6:
  j fail
5:
  check_address a0, 6b

  la a1, 8f
  jalr a0, 0(a1)
7:
  j fail
8:
  check_address a0, 7b
  # The lowest bit of a target is ignored; source and destination may be one register.
  la a0, 9f
  addi a0, a0, 5
  jalr a0, -4(a0)
10:
  j fail
9:
  check_address a0, 10b

  # Calls and returns, nested.
  li a0, 12
  call factorial
  check a0, 479001600

  # Targets that are no multiple of 4: the jump traps, and writes no register.
  forget
  li a0, 77
11:
  .word 0x0060056f
  check s8, 0
  check_address s9, 11b
  la a1, 11b
  addi a1, a1, 6
  addi gp, gp, 1
  bne s10, a1, fail
  check a0, 77
  forget
  la a1, fail
  addi a1, a1, 2
12:
  jalr a0, 0(a1)
  check s8, 0
  check_address s9, 12b
  addi gp, gp, 1
  bne s10, a1, fail
  check a0, 77
  # A branch: only when it is taken.
  forget
13:
  .word 0x00000363
  check s8, 0
  check_address s9, 13b
  forget
14:
  .word 0x00001363
  check s8, -1
  end

factorial:
  li a1, 2
  bge a0, a1, 1f
  li a0, 1
  ret
1:
  addi sp, sp, -8
  sw ra, 0(sp)
  sw a0, 4(sp)
  addi a0, a0, -1
  call factorial
  lw a1, 4(sp)
  lw ra, 0(sp)
  addi sp, sp, 8
  mul a0, a0, a1
  ret
