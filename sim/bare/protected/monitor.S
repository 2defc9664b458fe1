/* Runs a program of one domain in encrypted mode, from its first instruction to its last. In machine mode the monitor installs the
 * regions `text` and `data` of the program, and lets their domain begin at `_start` in user mode. The program ends by itself. When it
 * cannot, the exit code says why:
 *
 *   0x100 + cause    an exception in encrypted mode, as without protection
 *   0x200 + status   a key entry is refused: setk, docs/instructions.md
 *   0x300 + status   encrypted mode is refused: cryptomode
 *   0x400 + cause    an exception in plaintext mode
 *
 * With MARKED only a part of the program is encrypted: it begins in plaintext. With AUTOMATIC besides, its mode follows the regions.
 *
 * With GREETING it calls `greet` first, in plaintext: an assembly function without stack, which may change all registers.
 *
 * Descriptors and key entries are put in when the program is encrypted. The monitor itself is plaintext, and has no part in
 * what is secret. */
#include "secure/secure.h"

  .section .monitor.text, "ax"
  .globl monitor
monitor:
  la t0, trapped
  csrw mtvec, t0
#ifdef GREETING
  jal greet
#endif
  # s0: the domain; 0 for a new one.
  li s0, 0
  la a0, descriptor_text
  la a1, entry_text
  jal install
  la a0, descriptor_data
  la a1, entry_data
  jal install
  csrw mdomain, s0
#ifdef AUTOMATIC
  li t0, 1
  method t1, s0, t0
#endif
#ifdef MARKED
  la t0, _start
#else
  la t0, enter
#endif
  csrw mepc, t0
  # To user mode, where cycle, time and instret can be read, and random bits (mseccfg.USEED).
  csrw mstatus, zero
  li t0, 0x100
  csrw mseccfg, t0
  li t0, 7
  csrw mcounteren, t0
  csrw scounteren, t0
  .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  li x\number, 0
  .endr
  mret

#ifndef MARKED
  # The domain, in plaintext mode. It comes back only when it is refused.
enter:
  la t0, _start
  cryptomode_to t0, t0
refused_call:
  ecall
#endif

  # The region whose descriptor and entry are at a0 and a1.
install:
  sb s0, 2(a0)
  setk a2, a0, a1
  andi t0, a2, 31
  bnez t0, refused
  srli s0, a2, 8
  andi s0, s0, 255
  ret

refused:
  addi t0, t0, 0x200
  j finish

  .balign 4
trapped:
#ifndef AUTOMATIC
  csrr t1, mepc
  la t2, refused_call
  addi t0, t0, 0x300
  beq t1, t2, finish
#endif
  # Bit 31: from encrypted mode.
  csrr t1, mdomain
  csrr t0, mcause
  andi t0, t0, 0xff
  addi t0, t0, 0x100
  bltz t1, finish
  addi t0, t0, 0x300
finish:
  slli t0, t0, 16
  li t1, 0x3333
  or t0, t0, t1
  li t1, 0x100000
  sw t0, 0(t1)
1:
  j 1b

  .section .monitor.data, "aw"
  .balign 4
  .globl descriptor_text, entry_text, descriptor_data, entry_data
descriptor_text:
  .space 12
entry_text:
  .space 384
descriptor_data:
  .space 12
entry_data:
  .space 384

  /* A word of the program's data: with it the whole region is in the file, however little of it has contents. */
  .section .data.first, "aw", @progbits
  .word 0
