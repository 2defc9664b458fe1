# Exceptions: what the registers tell, and what a return does.
  .include "check.h"

  .macro illegal encoding
  forget
1:
  .word \encoding
  trapped 2, 1b, \encoding
  .endm

  begin
  forget
1:
  ecall
  trapped 11, 1b, 0
2:
  ebreak
  check s8, 3
  check_address s9, 2b
  check_address s10, 2b
  forget

  illegal 0x00000000
  illegal 0xffffffff
  # Gaps in every major encoding.
  illegal 0x00003003
  illegal 0x00006003
  illegal 0x00003023
  illegal 0x00002063
  illegal 0x00001067
  illegal 0x02001013
  illegal 0x40001013
  illegal 0x20005013
  illegal 0x40001033
  illegal 0x04000033
  illegal 0x0000302f
  illegal 0x1010202f
  illegal 0x2800202f
  illegal 0x0000200f
  illegal 0x00004073
  illegal 0x00200073
  illegal 0x10200173
  illegal 0x0000600b
  illegal 0x0000001b
  illegal 0x00000007
  illegal 0x00000001

  # mstatus at a trap: the mode before in MPP, interrupts off, and what they were in MPIE.
  li a0, 0x1888
  csrc mstatus, a0
  csrw mie, zero
  csrsi mstatus, 8
  ecall
  check s7, 0x1880
  csrr a0, mstatus
  check a0, 0x88
  # After mret MPP is the least mode and MPIE is set.
  csrci mstatus, 8
  ecall
  check s7, 0x1800
  csrr a0, mstatus
  check a0, 0x80

  # A trap writes nothing else: the destination of a load that faults.
  li a0, 0x40000000
  li a1, 123
  lw a1, 0(a0)
  check a1, 123
  # Instructions around a trap, close together.
  li a0, 1
  li a1, 2
  add a2, a0, a1
  ecall
  add a3, a2, a2
  sub a4, a3, a0
  check a4, 5
  # A trap in the shadow of a branch that is taken is none.
  forget
  j 3f
  .word 0
  ecall
3:
  check s8, -1
  # Nor is one behind a load on the way that is not taken.
  la a0, word
  lw a1, 0(a0)
  bnez a1, 4f
  .word 0
  .word 0
4:
  check s8, -1

  # Vectored: exceptions go to the base.
  la a0, handler
  ori a0, a0, 1
  csrw mtvec, a0
5:
  ecall
  trapped 11, 5b, 0
  fence
  fence.i
  .word 0x8330000f
  wfi_is_legal:
  csrwi mip, 0
  check s8, -1
  end

  .data
word:
  .word 1
