/* Programs of secure.h in virtual memory: one table for the first 4 MiB of main memory, in which every page is where it is at first, for
 * user mode and everything. */
#include "secure/secure.h"

  /* The entry of a page in the table of main memory's first 4 MiB. */
  .macro entry_of address
  la t4, \address
  srli t4, t4, 12
  andi t4, t4, 0x3ff
  slli t4, t4, 2
  la t5, table
  add t4, t4, t5
  .endm

  .macro unmap address
  entry_of \address
  sw zero, 0(t4)
  sfence.vma
  .endm

  /* A page is for user mode and everything. */
  .macro map address, frame
  entry_of \address
  la t5, \frame
  srli t5, t5, 12
  slli t5, t5, 10
  ori t5, t5, 0xdf
  sw t5, 0(t4)
  sfence.vma
  .endm

  .macro hidden_page cause, symbol
  csrr t5, mcause
  check t5, \cause
  csrr t5, mepc
  check t5, 0
  csrr t5, mtval
  srli t3, t5, 12
  slli t3, t3, 12
  bne t3, t5, fail
  la t4, \symbol
  srli t4, t4, 12
  slli t4, t4, 12
  addi gp, gp, 1
  bne t3, t4, fail
  csrr t5, mdomain
  check t5, 0x80000001
  cleared 1, 31
  .endm

  /* Translation is on. */
  .macro translate
  la a0, table
  li a1, 0x80000
  li a2, 1024
1:
  slli a3, a1, 10
  ori a3, a3, 0xdf
  sw a3, 0(a0)
  addi a0, a0, 4
  addi a1, a1, 1
  addi a2, a2, -1
  bnez a2, 1b
  la a0, table
  srli a0, a0, 12
  slli a0, a0, 10
  ori a0, a0, 1
  la a1, root
  li a2, 0x800
  add a1, a1, a2
  sw a0, 0(a1)
  la a0, root
  srli a0, a0, 12
  li a1, 1 << 31
  or a0, a0, a1
  csrw satp, a0
  sfence.vma
  .endm

  .macro page_table
  .data
  .balign 4096
table:
  .space 4096
root:
  .space 4096
  .endm
