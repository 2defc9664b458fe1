# Traps from encrypted mode: what the handler sees, and that the program goes on as if nothing had been.
  .include "secure.h"

  # The instruction of the domain traps; the monitor sees nothing of it, and replaces it, which the region without cipher allows.
  .macro faults cause, site
  run
  hidden \cause, 0, 1
  cleared 1, 31
  la t5, \site
  li t6, 0x13
  sw t6, 0(t5)
  fence.i
  # What stands in its registers now does not count, nor does the address.
  set 5, 0xbad
  set 10, 0xbad
  csrw mepc, zero
  .endm

  begin
  install patch, 0
  check a2, 0x000100
  csrwi mie, 8
  start enter, 1
  set_address 10, first
  set 3, 0x3333

  faults 4, misaligned_load
  faults 6, misaligned_store
  faults 6, misaligned_atomic
  faults 0, misaligned_jump
  faults 5, missing_load
  faults 7, missing_store
  faults 2, illegal
  faults 2, privileged
  faults 2, foreign_register
  faults 2, no_kill
  faults 4, misaligned_descriptor
  faults 5, missing_descriptor
  faults 3, breakpoint
  # A fetch from where no region is.
  run
  hidden 1, 0, 1
  cleared 1, 31
  li a0, 1
  kill a1, a0
  check a1, 0

  # Interrupts, and calls.
  install patch, 0
  check a2, 0x000100
  start enter, 1
  set_address 10, interrupted
  set 4, 0x44
  run
  hidden 0x80000003, 0, 1
  cleared 1, 31
  # Silence.
  li t5, 0x2000000
  sw zero, 0(t5)
  la t5, endless
  li t6, 0x13
  sw t6, 0(t5)
  fence.i
  run
  hidden 8, 0, 1
  cleared 1, 9
  cleared 18, 31
  saved 10, 1
  saved 11, 2
  saved 12, 3
  saved 13, 4
  saved 14, 5
  saved 15, 6
  saved 16, 7
  saved 17, 8
  # The results are a0 and a1, and nothing else.
  .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  set \number, 0x100 + \number
  .endr
  run
  hidden 8, 0, 1
  saved 10, 0x10a
  saved 11, 0x10b
  saved 12, 0x3c
  # Counters stand still in encrypted mode.
  csrr s2, minstret
  addi sp, sp, -16
  sw s2, 0(sp)
  run
  csrr s3, minstret
  lw s2, 0(sp)
  sub s3, s3, s2
  sltiu s3, s3, 130
  check s3, 1
  hidden 8, 0, 1
  saved 10, 0
  # The trap of a mode above names no domain.
  csrwi mdomain, 3
  .word 0
  check s8, 2
  csrr a0, mdomain
  check a0, 0
  # Both fields can be written, and no other.
  li a0, -1
  csrw mdomain, a0
  csrr a0, mdomain
  srli a1, a0, 31
  check a1, 1
  slli a1, a0, 1
  srli a1, a1, 9
  check a1, 0
  csrw sdomain, a0
  csrr a1, sdomain
  sub a0, a0, a1
  check a0, 0
  end

  .text
enter:
  cryptomode_to t0, a0
  ebreak

  .section .secret.patch, "ax"
first:
  li t0, 0x5ec2e7
  la s0, first
  li s1, 0x40000000
misaligned_load:
  lw a0, 1(s0)
misaligned_store:
  sw a0, 2(s0)
  addi s0, s0, 2
misaligned_atomic:
  amoadd.w a0, a0, (s0)
misaligned_jump:
  jalr ra, 0(s0)
missing_load:
  lw a0, 0(s1)
missing_store:
  sw a0, 0(s1)
illegal:
  .word 0
privileged:
  mret
foreign_register:
  csrr a0, mdomain
no_kill:
  kill a0, a1
misaligned_descriptor:
  setik a0, s0
missing_descriptor:
  setik a0, s1
breakpoint:
  ebreak
  # Nothing has changed: else this ends otherwise.
  li t1, 0x5ec2e7
  bne t0, t1, 1f
  jr s1
1:
  j 1b

interrupted:
  li s0, 0x2000000
  li s1, 1
  sw s1, 0(s0)
endless:
  j endless
  li a0, 1
  li a1, 2
  li a2, 3
  li a3, 4
  li a4, 5
  li a5, 6
  li a6, 7
  li a7, 8
  ecall
  # a2 of before, and all others too.
  add a2, a2, a3
  add a2, a2, a4
  add a2, a2, a5
  add a2, a2, a6
  add a2, a2, a7
  slli a2, a2, 1
  addi a2, a2, -6
  li t0, 1
  bne s1, t0, 1f
  bnez s2, 1f
  ecall
  # Two hundred instructions.
  li t0, 100
2:
  addi t0, t0, -1
  bnez t0, 2b
  li a0, 0
  ecall
1:
  j 1b
