# Control and status registers: fields, masks, the forms of Zicsr, and which numbers do not exist.
  .include "check.h"

  # Writes ones and zeros everywhere, and checks which bits stay.
  .macro masked register, mask
  csrr a3, \register
  li a0, -1
  csrw \register, a0
  csrr a1, \register
  check a1, \mask
  csrw \register, zero
  csrr a1, \register
  check a1, 0
  csrw \register, a3
  .endm

  .macro absent number
  forget
  li a2, 99
1:
  csrr a2, \number
  check s8, 2
  check_address s9, 1b
  check a2, 99
  .endm

  begin
  # Each form: the old value, and the new one.
  li a0, 0xff
  csrw mscratch, a0
  csrrs a1, mscratch, zero
  check a1, 0xff
  li a0, 0xf00f
  csrrs a1, mscratch, a0
  check a1, 0xff
  csrrc a1, mscratch, a0
  check a1, 0xf0ff
  csrrwi a1, mscratch, 21
  check a1, 0xf0
  csrrsi a1, mscratch, 10
  check a1, 21
  csrrci a1, mscratch, 16
  check a1, 31
  csrr a1, mscratch
  check a1, 15
  # Source and destination in one register.
  li a0, 0x1234
  csrrw a0, mscratch, a0
  check a0, 15
  csrr a0, mscratch
  check a0, 0x1234

  masked mscratch, 0xffffffff
  masked mepc, 0xfffffffc
  masked mcause, 0x8000001f
  masked mtval, 0xffffffff
  masked medeleg, 0x0000b3ff
  masked mideleg, 0x00000222
  masked mie, 0x00000aaa
  masked mcounteren, 7
  masked scounteren, 7
  masked mcountinhibit, 5
  masked sscratch, 0xffffffff
  masked sepc, 0xfffffffc
  masked scause, 0x8000001f
  masked stval, 0xffffffff
  masked stvec, 0xfffffffd
  masked satp, 0x800fffff
  csrw satp, zero

  # mstatus, without interrupts.
  csrw mie, zero
  li a0, -1
  csrw mstatus, a0
  csrr a1, mstatus
  check a1, 0x007e19aa
  csrr a1, sstatus
  check a1, 0x000c0122
  # 2 is no mode: MPP stays.
  li a0, 0x1000
  csrw mstatus, a0
  csrr a1, mstatus
  check a1, 0x1800
  csrw mstatus, zero
  csrr a1, mstatus
  check a1, 0
  csrw sstatus, a0
  csrr a1, mstatus
  check a1, 0
  li a0, -1
  csrw sstatus, a0
  csrr a1, mstatus
  check a1, 0x000c0122
  csrw mstatus, zero

  # sie and sip show what is delegated.
  li a0, 0x222
  csrw mideleg, a0
  li a0, 0xaaa
  csrw mie, a0
  csrr a1, sie
  check a1, 0x222
  csrw sie, zero
  csrr a1, mie
  check a1, 0x888
  csrw mie, zero
  li a0, 0x222
  csrw mip, a0
  csrr a1, mip
  check a1, 0x222
  csrr a1, sip
  check a1, 0x222
  csrw sip, zero
  csrr a1, mip
  check a1, 0x220
  csrsi sip, 2
  csrr a1, mip
  check a1, 0x222
  csrw mideleg, zero
  csrw sip, zero
  csrr a1, mip
  check a1, 0x222
  csrr a1, sip
  check a1, 0
  csrw mip, zero

  # What cannot be changed.
  csrr a1, misa
  check a1, 0x40141101
  csrw misa, zero
  csrr a1, misa
  check a1, 0x40141101
  csrr a1, mvendorid
  check a1, 0
  csrr a1, marchid
  check a1, 0
  csrr a1, mimpid
  check a1, 1
  csrr a1, mhartid
  check a1, 0
  li a0, -1
  csrw pmpaddr0, a0
  csrr a1, pmpaddr0
  check a1, 0
  csrw mhpmcounter3, a0
  csrr a1, mhpmcounter3
  check a1, 0
  csrw 0x310, a0
  csrr a1, 0x310
  check a1, 0

  # Numbers that nothing has, and writes to read-only ones.
  absent 0x7ff
  absent 0x5c2
  absent 0xc03
  absent 0x7a0
  absent 0x000
  forget
1:
  csrw mhartid, a0
  check s8, 2
  check s10, 0xf1451073
2:
  csrw cycle, a0
  check s8, 2
  check_address s9, 2b
  forget
  # Without a write it is a read.
  csrrsi a1, mvendorid, 0
  check s8, -1
  csrrc a1, cycle, zero
  check s8, -1

  # Instructions are counted one by one; a counter that is written does not count that instruction.
  csrr a0, minstret
  nop
  nop
  csrr a1, minstret
  sub a1, a1, a0
  check a1, 3
  li a0, 1000
  csrw minstret, a0
  csrr a1, minstret
  check a1, 1000
  csrr a1, instret
  # With the three instructions of the check.
  check a1, 1004
  li a0, -1
  csrw minstret, a0
  csrw minstreth, zero
  nop
  csrr a1, minstreth
  check a1, 1
  csrwi mcountinhibit, 4
  csrr a0, minstret
  nop
  csrr a1, minstret
  bne a0, a1, fail
  csrwi mcountinhibit, 0
  # A trap does not retire.
  csrr a0, minstret
  la t5, 3f
  csrw mtvec, t5
  ecall
  .balign 4
3:
  csrr a1, minstret
  la t5, handler
  csrw mtvec, t5
  sub a1, a1, a0
  check a1, 4
  # Cycles go on.
  csrr a0, mcycle
  csrr a1, mcycle
  bgeu a0, a1, fail
  end
