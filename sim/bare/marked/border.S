/* The border between plaintext and the marked part of a program. Both sides run in one domain, and only what is meant
 * to cross the border crosses it: up to eight argument registers and up to two result registers. The part has a stack
 * of its own, and is entered at `enter_protected` only; `return_to_protected` is where a call of plaintext comes back,
 * by the back-link that it has left. With AUTOMATIC the mode follows the regions: there are no back-links, so
 * `return_to_protected` is an entry point too. It looks itself whether a call is out.
 *
 * Plaintext is not trusted: a number of a function that there is not, a return address within the part, a return
 * without a call, and a call that no back-link was free for end in `ebreak`.
 *
 * The tool puts a macro for each function that is called over the border behind this. `enter.NAME` is what plaintext
 * calls for the marked function NAME, `leave.NAME` what marked functions call for the plaintext function NAME. */
#include "secure/secure.h"

  .macro zero registers:vararg
  .irp number, \registers
  li x\number, 0
  .endr
  .endm

  /* Registers s0 to s11 and their numbers: at 4 sp in the frame of a call of plaintext. */
  .macro each_saved operation
  \operation s0, 4(sp)
  \operation s1, 8(sp)
  \operation s2, 12(sp)
  \operation s3, 16(sp)
  \operation s4, 20(sp)
  \operation s5, 24(sp)
  \operation s6, 28(sp)
  \operation s7, 32(sp)
  \operation s8, 36(sp)
  \operation s9, 40(sp)
  \operation s10, 44(sp)
  \operation s11, 48(sp)
  .endm

  .macro protected_function name, number, results
  .text
  .globl enter.\name
enter.\name:
  li t0, \number
  j call_protected
  .section .protected.text, "ax"
  # Names of Swift begin with a character with which no operand may begin.
  .set marked\@, \name
entry\@:
  call marked\@
  .if \results < 1
  li a0, 0
  .endif
  .if \results < 2
  li a1, 0
  .endif
  j leave_protected
  .section .protected.table, "a"
  .word entry\@
  .endm

  .macro plaintext_function name, arguments
  .section .protected.text, "ax"
  .globl leave.\name
leave.\name:
  .irp number, 0, 1, 2, 3, 4, 5, 6, 7
  .if \number >= \arguments
  li a\number, 0
  .endif
  .endr
  .set open\@, \name
  la t0, open\@
  j call_plaintext
  .endm

  .section .protected.state, "aw"
  .balign 4
  .globl protected_state
  /* The frame of the last call of plaintext that is out; the stack pointer of the plaintext that called last. */
protected_state:
  .word protected_stack_top, 0

  .text
  /* t0: the number of a marked function. */
call_protected:
  la t1, enter_protected
#ifdef AUTOMATIC
  jr t1
#else
  cryptomode_to t2, t1
  # It comes back only when it is refused; a process ends with 0x300 and the status.
#ifdef PROCESS
  addi a0, t2, 0x300
  li a7, 0
#endif
  mv t0, t2
  .globl refused_call
refused_call:
  ecall
#endif

  .section .protected.text, "ax"
  .globl enter_protected, return_to_protected
enter_protected:
  slli t0, t0, 2
  la t1, protected_table
  la t2, protected_table_end
  add t0, t0, t1
  bltu t0, t1, forbidden
  bgeu t0, t2, forbidden
  lw t0, 0(t0)
  la t1, protected_state
  lw t2, 0(t1)
  lw t3, 4(t1)
  addi t2, t2, -16
  sw ra, 0(t2)
  sw t3, 4(t2)
  sw sp, 4(t1)
  mv sp, t2
  jr t0

  /* The function has returned; its results are in a0 and a1. Its caller's s0 to s11 it has preserved. */
leave_protected:
  la t0, protected_state
  lw ra, 0(sp)
  lw t1, 4(sp)
  lw sp, 4(t0)
  sw t1, 4(t0)
  # A function in plaintext that the part calls may end with a call of the part, whose return is its own.
  la t0, return_to_protected
  beq ra, t0, return_to_protected
#ifdef AUTOMATIC
  andi ra, ra, -2
  la t0, protected_text
  la t1, protected_text_end
  bltu ra, t0, 1f
  bltu ra, t1, forbidden
1:
  zero 5, 6, 7, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31
  ret
#else
  zero 6, 7, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31
  # To plaintext mode in any case.
  retmode_to t0, ra
  ebreak
#endif

  /* t0: the plaintext function; its arguments in a0 to a7. */
call_plaintext:
  addi sp, sp, -64
  sw ra, 0(sp)
  each_saved sw
  la t1, protected_state
  lw t2, 0(t1)
  sw t2, 52(sp)
  sw sp, 0(t1)
  lw sp, 4(t1)
  zero 6, 7, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  la ra, return_to_protected
#ifdef AUTOMATIC
  jr t0
#else
  # s0, which a function preserves, is 0 unless this is refused.
  retmode_call s0, t0
#endif
return_to_protected:
  la t0, protected_state
  lw sp, 0(t0)
  la t1, protected_stack_top
  beq sp, t1, forbidden
#ifndef AUTOMATIC
  bnez s0, forbidden
#endif
  lw t1, 52(sp)
  sw t1, 0(t0)
  lw ra, 0(sp)
  each_saved lw
  addi sp, sp, 64
  ret

forbidden:
  ebreak
