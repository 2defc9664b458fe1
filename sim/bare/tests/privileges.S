# Supervisor and user mode: what each may do, delegation, and the ways between them.
  .include "check.h"

  begin
  forget
  csrw medeleg, zero
  csrw mideleg, zero
  csrw mie, zero

  # User mode.
  enter 0
  refused csrr a0, mstatus
  refused csrr a0, sstatus
  refused csrr a0, satp
  refused csrr a0, cycle
  refused csrr a0, time
  refused csrr a0, instret
  refused mret
  refused sret
  refused wfi
  refused sfence.vma
  machine 8
  csrr a0, mstatus
  srli a0, a0, 11
  andi a0, a0, 3
  check a0, 0

  # Supervisor mode.
  enter 1
  csrr a0, sstatus
  csrw sscratch, a0
  csrr a0, satp
  sfence.vma
  check s8, -1
  refused csrr a0, mstatus
  refused csrr a0, mhartid
  refused mret
  refused csrr a0, cycle
  machine 9

  # Counters, where both registers allow them.
  csrwi mcounteren, 5
  csrwi scounteren, 1
  enter 1
  csrr a0, cycle
  csrr a0, instret
  csrr a0, instreth
  check s8, -1
  refused csrr a0, time
  machine 9
  enter 0
  csrr a0, cycle
  csrr a0, cycleh
  check s8, -1
  refused csrr a0, instret
  refused csrr a0, timeh
  machine 8

  # TVM, TW, TSR.
  li a0, 7 << 20
  csrs mstatus, a0
  enter 1
  refused csrr a0, satp
  refused csrw satp, zero
  refused sfence.vma
  refused wfi
  refused sret
  machine 9
  li a0, 7 << 20
  csrc mstatus, a0

  # Delegation: a call from user mode goes to supervisor mode, which returns behind it.
  li a0, 1 << 8 | 1 << 2
  csrw medeleg, a0
  la a0, supervisor
  csrw stvec, a0
  enter 0
  li a7, 0
2:
  ecall
  check a2, 8
  check_address a3, 2b
  check a4, 0
  check a5, 0
  check s8, -1
3:
  .word 0x0000600b
  check a2, 2
  check_address a3, 3b
  check a4, 0x0000600b
  # From machine mode nothing is delegated; from supervisor mode it stays there.
  li a7, 2
  ecall
  check a2, 8
  li a2, 0
4:
  .word 0x0000600b
  check a2, 2
  check a5, 0x100
  machine 9
  li a2, 0
5:
  .word 0x0000600b
  trapped 2, 5b, 0x0000600b
  check a2, 0

  # sret: SPP and SIE from what was before.
  csrw medeleg, zero
  enter 1
  csrsi sstatus, 2
  li a0, 0x120
  csrc sstatus, a0
  la a0, 6f
  csrw sepc, a0
  sret
6:
  # User mode now; the call tells.
  machine 8
  csrr a0, sstatus
  andi a0, a0, 0x122
  check a0, 0x20

  # MPRV: loads with the privilege in MPP; mret to a lower mode clears it.
  li a0, 1 << 17
  csrs mstatus, a0
  enter 0
  machine 8
  csrr a0, mstatus
  srli a0, a0, 17
  andi a0, a0, 1
  check a0, 0
  end

  # a2 = scause, a3 = sepc, a4 = stval, a5 = SPP; with a7 = 2 it returns to supervisor mode.
  .balign 4
supervisor:
  csrr a2, scause
  csrr a3, sepc
  csrr a4, stval
  csrr a5, sstatus
  andi a5, a5, 0x100
  addi t0, a3, 4
  csrw sepc, t0
  li t1, 2
  bne a7, t1, 1f
  li a7, 0
  li t1, 0x100
  csrs sstatus, t1
1:
  sret
