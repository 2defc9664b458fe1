/* A call of a function in plaintext, whose entry in the table of imports is at t0, with t3 words of arguments. Where it
 * leads the system has written: any address, but nothing is executed there in encrypted mode. Everything that is in
 * registers besides the arguments stays here: the saved registers on the stack, which is encrypted, and the others are
 * cleared. The function has a stack in plaintext. It comes back by the back-link. */

  .section .text.call_imported, "ax"
  .globl call_imported
call_imported:
  lw t0, 16(t0)
#ifdef PLAINTEXT
  jr t0
#else
  addi sp, sp, -64
  sw ra, 0(sp)
  sw s0, 4(sp)
  sw s1, 8(sp)
  sw s2, 12(sp)
  sw s3, 16(sp)
  sw s4, 20(sp)
  sw s5, 24(sp)
  sw s6, 28(sp)
  sw s7, 32(sp)
  sw s8, 36(sp)
  sw s9, 40(sp)
  sw s10, 44(sp)
  sw s11, 48(sp)
  la t2, imported_frame
  sw sp, 0(t2)
  .irp number, 0, 1, 2, 3, 4, 5, 6, 7
  li t2, \number
  bltu t2, t3, . + 8
  li a\number, 0
  .endr
  la sp, imported_stack_top
  .irp number, 6, 7, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  li x\number, 0
  .endr
  la ra, 1f
  # retmode_call s0, t0: s0, which a function preserves, is 0 unless this is refused.
  .insn r 0x0b, 1, 7, s0, t0, x0
1:
  la t0, imported_frame
  lw sp, 0(t0)
  bnez s0, 2f
  lw ra, 0(sp)
  lw s0, 4(sp)
  lw s1, 8(sp)
  lw s2, 12(sp)
  lw s3, 16(sp)
  lw s4, 20(sp)
  lw s5, 24(sp)
  lw s6, 28(sp)
  lw s7, 32(sp)
  lw s8, 36(sp)
  lw s9, 40(sp)
  lw s10, 44(sp)
  lw s11, 48(sp)
  addi sp, sp, 64
  ret
2:
  addi a0, s0, 0x300
  tail system_exit

  .section .data.imported_frame, "aw", @progbits
  .balign 4
imported_frame:
  .word 0

  .section .plain.data.imported, "aw", @progbits
  .balign 16
  .space 4096
imported_stack_top:
#endif
