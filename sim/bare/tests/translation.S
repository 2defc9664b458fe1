# Sv32: pages and megapages, every permission, accessed and dirty bits, and sfence.vma.
  .include "check.h"

  # Bits of a page table entry.
  .equ V, 1
  .equ R, 2
  .equ W, 4
  .equ X, 8
  .equ U, 16
  .equ A, 64
  .equ D, 128

  # The entry for virtual page 0x40000000 + number * 4096 leads to `page` with these bits.
  .macro map number, bits
  la t6, page
  srli t6, t6, 2
  ori t6, t6, \bits & 0x3ff
  la t5, table
  sw t6, 4 * \number(t5)
  sfence.vma
  .endm

  # In the present mode: a load, a store and a fetch at page `number` give these causes; -1 for none.
  .macro try number, load, store, fetch
  forget
  li a0, 0x40000000 + \number * 4096
  li a7, 0
  lw a1, 8(a0)
  check s8, \load
  forget
  sw a1, 8(a0)
  check s8, \store
  forget
  la s11, 2f
  la ra, 2f
  jr a0
2:
  check s8, \fetch
  forget
  .endm

  begin
  # The root: megapages that map main memory (4 MiB) to itself for supervisor and, as an alias at 0xc0000000, for user mode; the
  # CLINT not at all; a table for 0x40000000.
  la a0, root
  li a1, 0x80000000 >> 2 | D | A | X | W | R | V
  li a2, 0x800
  add a2, a2, a0
  sw a1, 0(a2)
  li a1, 0x80000000 >> 2 | D | A | U | X | W | R | V
  sw a1, 1024(a2)
  la a1, table
  srli a1, a1, 2
  ori a1, a1, V
  sw a1, 1024(a0)
  srli a0, a0, 12
  li a1, 0x80000000
  or a0, a0, a1
  csrw satp, a0
  # In machine mode nothing is translated.
  la a0, page
  lw a1, 8(a0)
  check a1, 0x600d

  map 0, D | A | X | W | R | V
  enter 1
  li a0, 0x40000000
  lw a1, 8(a0)
  check a1, 0x600d
  try 0, -1, -1, -1
  machine 9
  # Each right alone; W without R is reserved.
  map 1, A | R | V
  map 2, A | X | V
  map 3, D | A | W | R | V
  map 4, D | A | W | V
  map 5, D | A | X | W | R
  map 6, X | W | R | V | D
  map 7, X | W | R | V | A
  map 8, D | A | U | X | W | R | V
  enter 1
  try 1, -1, 15, 12
  try 2, 13, 15, -1
  try 3, -1, -1, 12
  try 4, 13, 15, 12
  try 5, 13, 15, 12
  try 6, 13, 15, 12
  try 7, -1, 15, -1
  # A page of user mode: not without SUM, and never to execute.
  try 8, 13, 15, 12
  li a6, 1 << 18
  csrs sstatus, a6
  try 8, -1, -1, 12
  csrc sstatus, a6
  # MXR: what can be executed can be read.
  li a6, 1 << 19
  csrs sstatus, a6
  try 2, -1, 15, -1
  try 3, -1, -1, 12
  csrc sstatus, a6
  # The address that a fault tells, and where nothing is mapped at all.
  li a0, 0x40005123
1:
  lbu a1, 0(a0)
  trapped 13, 1b, 0x40005123
  li a0, 0x02000000
2:
  sw a1, 16(a0)
  trapped 15, 2b, 0x02000010
  li a0, 0x40002000
3:
  amoadd.w a1, a1, (a0)
  trapped 15, 3b, 0x40002000
4:
  lr.w a1, (a0)
  trapped 13, 4b, 0x40002000
  # Misaligned comes before the page fault.
  addi a0, a0, 2
5:
  lw a1, 0(a0)
  trapped 4, 5b, 0x40002002
  machine 9

  # User mode runs at the alias. When it has called machine mode, that is at an address where nothing is, and goes on at 8.
  la s11, 8f
  la a0, 6f
  li a1, 0x40000000
  add a0, a0, a1
  csrw mepc, a0
  li a0, 0x1800
  csrc mstatus, a0
  mret
6:
  # Only pages with U.
  li a0, 0x40000000
  lw a1, 8(a0)
  addi gp, gp, 1
  li a2, 13
  bne s8, a2, 7f
  li s8, -1
  li a0, 0x40008000
  lw a1, 8(a0)
  li a2, 0x600d
  bne a1, a2, 7f
  sw a1, 8(a0)
  li a2, -1
  bne s8, a2, 7f
  li a7, 1
  ecall
7:
  li gp, 999
  li a7, 1
  ecall
8:
  li a0, 999
  beq gp, a0, fail
  forget

  # Entries are kept until sfence.vma; after it the new one counts.
  map 9, D | A | X | W | R | V
  enter 1
  li a0, 0x40009000
  lw a1, 8(a0)
  check a1, 0x600d
  machine 9
  la a0, other
  srli a0, a0, 2
  ori a0, a0, D | A | W | R | V
  la a1, table
  sw a0, 4 * 9(a1)
  sfence.vma
  enter 1
  li a0, 0x40009000
  lw a1, 8(a0)
  check a1, 0x07e5
  machine 9

  # A megapage that does not begin at a multiple of its size; a table that would be below a table; a table where nothing is.
  la a0, root
  la a1, page
  srli a1, a1, 2
  ori a1, a1, D | A | X | W | R | V
  sw a1, 1028(a0)
  la a1, table
  srli a1, a1, 2
  ori a1, a1, V
  la a2, table
  sw a1, 40(a2)
  li a1, 0x48000000 >> 2 | V
  sw a1, 1032(a0)
  # A pointer with an accessed bit, which is reserved there.
  la a1, table
  srli a1, a1, 2
  ori a1, a1, A | V
  sw a1, 1036(a0)
  # A page where nothing is.
  li a1, 0x48000000 >> 2 | D | A | X | W | R | V
  sw a1, 44(a2)
  sfence.vma
  enter 1
  li a0, 0x40400000
9:
  lw a1, 0(a0)
  trapped 13, 9b, 0x40400000
  li a0, 0x4000a000
10:
  lw a1, 0(a0)
  trapped 13, 10b, 0x4000a000
  li a0, 0x40800000
11:
  lw a1, 0(a0)
  trapped 5, 11b, 0x40800000
12:
  sw a1, 0(a0)
  trapped 7, 12b, 0x40800000
  la s11, 13f
  jr a0
13:
  check s8, 1
  check s10, 0x40800000
  forget
  li a0, 0x40c00000
15:
  lw a1, 0(a0)
  trapped 13, 15b, 0x40c00000
  li a0, 0x4000b000
14:
  lw a1, 4(a0)
  trapped 5, 14b, 0x4000b004
  machine 9

  # MPRV: machine mode with the eyes of supervisor mode.
  li a0, 0x1800
  csrc mstatus, a0
  li a0, 1 << 17 | 1 << 11
  csrs mstatus, a0
  li a0, 0x40000000
  lw a1, 8(a0)
  li a2, 1 << 17
  csrc mstatus, a2
  check a1, 0x600d
  end

  .data
  .balign 4096
root:
  .zero 4096
table:
  .zero 4096
  # Instructions that return at once, and a word to know it by.
page:
  ret
  nop
  .word 0x600d
  .zero 4084
other:
  .word 0, 0, 0x07e5
  .zero 4084
