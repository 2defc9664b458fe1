# Instructions of 16 bits, those of 32 bits at any even address, and traps of both. For a hart with extension C.
  .include "../tests/check.h"

  # The result of one instruction on a0, which was `before`.
  .macro unary before, result, instruction:vararg
  li a0, \before
  \instruction
  check a0, \result
  .endm

  begin
  # misa names it.
  csrr a0, misa
  andi a0, a0, 4
  check a0, 4

  # Immediates.
  unary 5, 36, c.addi a0, 31
  unary 5, -27, c.addi a0, -32
  unary 7, 31, c.li a0, 31
  unary 7, -32, c.li a0, -32
  unary 7, 0x1f000, c.lui a0, 31
  unary 7, -0x20000, c.lui a0, 0xfffe0
  unary 0x80000001, 0x40000000, c.srli a0, 1
  unary 0x80000001, 1, c.srli a0, 31
  unary 0x80000001, 0xc0000000, c.srai a0, 1
  unary 0x80000001, -1, c.srai a0, 31
  unary 3, 0x80000000, c.slli a0, 31
  unary 0x12345678, 0x18, c.andi a0, 0x1f
  unary 0x12345678, 0x12345660, c.andi a0, -32
  c.nop

  # Two registers.
  li a1, 0x0ff0
  unary 0x1234, 0x0244, c.sub a0, a1
  unary 0x1234, 0x1dc4, c.xor a0, a1
  unary 0x1234, 0x1ff4, c.or a0, a1
  unary 0x1234, 0x0230, c.and a0, a1
  unary 0x1234, 0x2224, c.add a0, a1
  unary 0x1234, 0x0ff0, c.mv a0, a1
  li t3, 9
  c.mv t4, t3
  c.add t4, t3
  check t4, 18

  # The stack pointer, and memory.
  mv s0, sp
  c.addi16sp sp, 496
  sub a0, sp, s0
  check a0, 496
  c.addi16sp sp, -512
  sub a0, sp, s0
  check a0, -16
  c.addi4spn a1, sp, 1020
  sub a0, a1, sp
  check a0, 1020
  mv sp, s0
  c.addi16sp sp, -512
  li a2, 0x89abcdef
  c.swsp a2, 252(sp)
  lw a0, 252(sp)
  check a0, 0x89abcdef
  c.lwsp t3, 252(sp)
  check t3, 0x89abcdef
  addi a1, sp, 128
  li a2, 0x13579bdf
  c.sw a2, 124(a1)
  c.lw a0, 124(a1)
  check a0, 0x13579bdf
  c.lwsp a0, 252(sp)
  check a0, 0x13579bdf
  c.sw a1, 0(a1)
  c.lw a3, 0(a1)
  sub a3, a3, a1
  check a3, 0
  mv sp, s0

  # Jumps: the link is the address of the next instruction.
  la a1, 2f
  c.jal 1f
2:
  check a0, 7
  j 3f
1:
  sub a0, ra, a1
  addi a0, a0, 7
  c.jr ra
3:
  la a1, 4f
  la a2, 5f
  c.jalr a2
4:
  check a0, 8
  j 6f
5:
  sub a0, ra, a1
  addi a0, a0, 8
  jr ra
6:
  # Of an instruction of 32 bits at an address that is no multiple of 4, too.
  .balign 4
  c.nop
  .option push
  .option norvc
  jal ra, 1f
2:
  .option pop
  check a0, 9
  j 3f
1:
  la a1, 2b
  sub a0, ra, a1
  addi a0, a0, 9
  ret
3:

  # Branches, taken and not.
  li a1, 0
  li a0, 1
  c.beqz a1, 1f
  li a0, 2
1:
  check a0, 1
  li a0, 1
  c.bnez a1, 1f
  li a0, 2
1:
  check a0, 2
  li a1, 10
  li a0, 0
1:
  c.addi a0, 3
  c.addi a1, -1
  c.bnez a1, 1b
  check a0, 30

  # A loop of instructions of both lengths, which begin at every even address.
  li a0, 0
  li a1, 100
1:
  c.addi a0, 1
  .option push
  .option norvc
  addi a0, a0, 1
  addi a0, a0, 1
  .option pop
  c.addi a0, 1
  c.addi a1, -1
  .option push
  .option norvc
  bnez a1, 1b
  .option pop
  check a0, 400

  # An instruction with a half in each of two pages.
  j 1f
  .balign 4096
  .space 4090
1:
  .option push
  .option norvc
  addi a0, zero, 3
  lui a0, 0x12345
  addi a0, a0, 1
  .option pop
  check a0, 0x12345001

  # An exception address may be any even one.
  li a0, -1
  csrw mepc, a0
  csrr a0, mepc
  check a0, -2
  csrw sepc, a0
  csrr a0, sepc
  check a0, -2

  # Traps: what is illegal shows 16 bits, and the handler goes on four bytes later.
  forget
  .balign 4
1:
  .half 0
  c.nop
  trapped 2, 1b, 0
  .balign 4
  c.nop
1:
  .half 0x9c01
  c.nop
  trapped 2, 1b, 0x9c01
1:
  # c.addi4spn without an offset, c.lui and c.addi16sp of 0, c.lwsp to x0, c.jr x0, shifts by 32 and more, c.fld.
  .half 0x0004
  c.nop
  trapped 2, 1b, 0x0004
1:
  .half 0x6501
  c.nop
  trapped 2, 1b, 0x6501
1:
  .half 0x6101
  c.nop
  trapped 2, 1b, 0x6101
1:
  .half 0x4002
  c.nop
  trapped 2, 1b, 0x4002
1:
  .half 0x8002
  c.nop
  trapped 2, 1b, 0x8002
1:
  .half 0x9105
  c.nop
  trapped 2, 1b, 0x9105
1:
  .half 0x1506
  c.nop
  trapped 2, 1b, 0x1506
1:
  .half 0x2108
  c.nop
  trapped 2, 1b, 0x2108
1:
  c.ebreak
  c.nop
  check s8, 3
  check_address s9, 1b
  forget
  li a0, 1
1:
  c.lw a0, 0(a0)
  c.nop
  trapped 4, 1b, 1
  # A jump goes to any even address.
  la a2, 1f + 2
  jr a2
  .balign 4
1:
  .half 0
  c.li a0, 5
  check a0, 5
  check s8, -1

  # Instructions that are replaced: the upper half of one, the lower one, and one that is cut in two.
  la a1, 1f
  li a3, 0
  .balign 4
  c.nop
1:
  .option push
  .option norvc
  lui a0, 0x12345
  .option pop
  bnez a3, 2f
  check a0, 0x12345000
  # lui a0, 0x0ab05
  li a2, 0x0ab0
  sh a2, 2(a1)
  fence.i
  li a3, 1
  j 1b
2:
  li a4, 2
  beq a3, a4, 3f
  bgt a3, a4, 4f
  check a0, 0x0ab05000
  # lui a1, 0x0ab05: another lower half.
  mv a5, a1
  li a2, 0x55b7
  sh a2, 0(a5)
  fence.i
  li a3, 2
  li a0, 0
  jr a5
3:
  check a0, 0
  check a1, 0x0ab05000
  # c.li a0, 21 and c.li a1, 22 in its place.
  li a2, 0x4555
  sh a2, 0(a5)
  li a2, 0x45d9
  sh a2, 2(a5)
  fence.i
  li a3, 3
  jr a5
4:
  check a0, 21
  check a1, 22

  # The second half is in a page that is not mapped: the address of the instruction is that of its first half.
  la a0, tables
  la a1, tables + 4096
  srli a2, a1, 12
  slli a2, a2, 10
  ori a2, a2, 0x01
  # 0x40000000 by a table of pages, of which one is there; 0x80000000 as it is.
  li a3, 0x400
  add a3, a3, a0
  sw a2, 0(a3)
  li a2, 0x200000cf
  li a3, 0x800
  add a3, a3, a0
  sw a2, 0(a3)
  la a2, tail
  srli a2, a2, 12
  slli a2, a2, 10
  ori a2, a2, 0x4f
  sw a2, 0(a1)
  srli a0, a0, 12
  li a2, 0x80000000
  or a0, a0, a2
  csrw satp, a0
  sfence.vma
  forget
  la s11, 9f
  enter 1
  li a2, 0x40000ffc
  jr a2
9:
  mv a4, s8
  mv a5, s9
  mv a6, s10
  machine 9
  csrw satp, zero
  check a4, 12
  check a5, 0x40000ffe
  check a6, 0x40001000
  end

  .balign 4096
tail:
  .space 4092
  c.nop
  .half 0x5537
  .space 4096
tables:
  .space 8192
