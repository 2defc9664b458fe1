# Random bits: the register seed (0x015) of Zkr, and who may take from it (mseccfg, 0x747).
  .include "check.h"
  .equ seed, 0x015
  .equ mseccfg, 0x747

  # Takes 16 random bits into a register: waits while there are none (BIST and WAIT), and fails when there never will be (DEAD).
  .macro take register
  addi gp, gp, 1
1:
  csrrw \register, seed, zero
  srli t6, \register, 30
  li t5, 3
  beq t6, t5, fail
  li t5, 2
  bne t6, t5, 1b
  # Nothing between status and bits.
  slli t6, \register, 2
  srli t6, t6, 18
  bnez t6, fail
  .endm

  begin
  forget
  # Who reads has to write.
  refused csrrs a0, seed, zero
  refused csrrc a0, seed, zero
  refused csrrsi a0, seed, 0
  refused csrrci a0, seed, 0
  take a0
  take a1
  take a2
  take a3
  # Four equal ones come once in 2^48.
  xor a4, a0, a1
  xor a5, a0, a2
  or a4, a4, a5
  xor a5, a0, a3
  or a4, a4, a5
  addi gp, gp, 1
  beqz a4, fail
  # Any way of writing will do.
  csrrwi a0, seed, 1
  li a1, 1
  csrrs a0, seed, a1
  csrrci a0, seed, 3
  check s8, -1

  # Bits 9 and 8 of mseccfg open it to supervisor and user mode.
  li a0, -1
  csrw mseccfg, a0
  csrr a1, mseccfg
  check a1, 0x300
  csrw 0x757, a0
  csrr a1, 0x757
  check a1, 0
  csrw mseccfg, zero
  csrr a1, mseccfg
  check a1, 0
  enter 0
  refused csrrw a0, seed, zero
  refused csrrw a0, mseccfg, zero
  machine 8
  enter 1
  refused csrrw a0, seed, zero
  refused csrrw a0, mseccfg, zero
  machine 9
  li a0, 0x100
  csrw mseccfg, a0
  enter 1
  refused csrrw a0, seed, zero
  machine 9
  enter 0
  take a0
  refused csrrs a0, seed, zero
  machine 8
  li a0, 0x200
  csrw mseccfg, a0
  enter 0
  refused csrrw a0, seed, zero
  machine 8
  enter 1
  take a0
  machine 9
  end
