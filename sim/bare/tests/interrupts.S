# Interrupts: enables, order, delegation, the timer and software interrupts of the CLINT.
  .include "check.h"

  begin
  forget
  li a6, 0x2000000
  csrw mie, zero
  csrsi mstatus, 8
  # Pending but not enabled.
  li a0, 1
  sw a0, 0(a6)
1:
  csrr a1, mip
  andi a1, a1, 8
  beqz a1, 1b
  check s8, -1
  # Enabled: at once. The handler takes the enable away.
  csrsi mie, 8
  nop
  nop
  check s8, 0x80000003
  check s10, 0
  csrr a1, mie
  check a1, 0
  sw zero, 0(a6)
2:
  csrr a1, mip
  andi a1, a1, 8
  bnez a1, 2b
  forget

  # Not while MIE is clear in machine mode.
  csrci mstatus, 8
  li a0, 2
  csrs mip, a0
  csrs mie, a0
  nop
  nop
  check s8, -1
  # When MIE is set, before the next instruction.
  la a1, 3f
  csrsi mstatus, 8
3:
  nop
  check s8, 0x80000001
  addi gp, gp, 1
  bne s9, a1, fail
  csrci mip, 2
  forget

  # Several at once: external, software, timer; of machine and of supervisor mode in this order.
  csrci mstatus, 8
  li a0, 0x222
  csrs mip, a0
  li a0, 1
  sw a0, 0(a6)
4:
  csrr a1, mip
  andi a1, a1, 8
  beqz a1, 4b
  li a0, 0x22a
  csrs mie, a0
  csrsi mstatus, 8
  nop
  check s8, 0x80000005
  csrr a0, mie
  # The handler has taken away one after the other.
  check a0, 0
  csrw mip, zero
  sw zero, 0(a6)
5:
  csrr a1, mip
  andi a1, a1, 8
  bnez a1, 5b
  forget

  # In a lower mode interrupts of machine mode come whatever MIE says.
  csrci mstatus, 8
  li a0, 0x80
  csrc mstatus, a0
  li a0, 0x20
  csrs mip, a0
  csrs mie, a0
  enter 0
  nop
  check s8, 0x80000005
  li a7, 1
  ecall
  csrw mip, zero
  forget

  # Delegated: not in machine mode; in supervisor mode when SIE is set; in user mode always.
  la a0, supervisor
  csrw stvec, a0
  li a0, 0x222
  csrw mideleg, a0
  csrsi mstatus, 8
  li a0, 2
  csrs mie, a0
  csrs mip, a0
  li a2, 0
  nop
  check a2, 0
  check s8, -1
  li a0, 2
  csrc mstatus, a0
  enter 1
  nop
  check a2, 0
  csrsi sstatus, 2
  nop
  check a2, 0x80000001
  li a7, 1
  ecall
  csrsi mip, 2
  csrci mstatus, 2
  li a2, 0
  enter 0
  nop
  check a2, 0x80000001
  li a7, 1
  ecall
  csrw mideleg, zero
  forget

  # Vectored: base and four times the cause.
  csrci mstatus, 8
  csrw mie, zero
  la a0, vectors
  ori a0, a0, 1
  csrw mtvec, a0
  csrsi mip, 2
  csrsi mie, 2
  li a2, 0
  csrsi mstatus, 8
  nop
  check a2, 1
  la a0, handler
  csrw mtvec, a0

  # The timer: a little in the future.
  forget
  csrw mie, zero
  lui a4, 0x2004
  lui a5, 0x200c
  li a0, -1
  sw a0, 4(a4)
  lw a1, -8(a5)
  addi a1, a1, 300
  sw a1, 0(a4)
  sw zero, 4(a4)
  li a0, 0x80
  csrs mie, a0
  csrsi mstatus, 8
  li a2, 100000
6:
  addi a2, a2, -1
  beqz a2, fail
  csrr a3, mie
  bnez a3, 6b
  check s8, 0x80000007
  lw a3, -8(a5)
  bltu a3, a1, fail
  li a0, -1
  sw a0, 4(a4)

  # wfi goes on when something is pending, whether or not it is taken.
  csrci mstatus, 8
  lw a1, -8(a5)
  addi a1, a1, 200
  sw a1, 0(a4)
  sw zero, 4(a4)
  li a0, 0x80
  csrs mie, a0
  wfi
  check s8, 0x80000007
  csrw mie, zero
  end

  .balign 4
supervisor:
  csrr a2, scause
  csrci sip, 2
  sret

  .balign 256
vectors:
  j fail
  j 1f
  .rept 14
  j fail
  .endr
1:
  li a2, 1
  csrci mip, 2
  mret
