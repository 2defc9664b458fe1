# Start-up code, in plaintext: from here the program of figure 3 is called, which is encrypted by three makers. The mode
# follows the regions: no instruction shifts it.
  .equ system_exit, 0
  .equ system_write, 1
  .equ system_method, 12
  .equ system_show_regions, 13

  .macro write text
  la a0, \text
  li a1, \text\()_end - \text
  li a7, system_write
  ecall
  .endm

  .section .text.start, "ax"
  .globl _start
_start:
  li a0, 1
  li a7, system_method
  ecall
  bnez a0, failed
  write begins
  li a7, system_show_regions
  ecall
  # The stack is S, which plaintext code cannot use.
  la sp, stack_top
  call main
  la t0, expected
  lw t0, 0(t0)
  bne a0, t0, failed
  write ends
  li a0, 0
  li a7, system_exit
  ecall
failed:
  write wrong
  li a0, 1
  li a7, system_exit
  ecall

  .data
  .balign 4
  # CRC-32 of the sorted words, and of the product of the matrices.
expected:
  .word 0xdff7099b
begins:
  .ascii "segments SF-57  Ta and Da under Ka, Tb under Kb, Dc under Kc, the stack S under Kd:\n"
begins_end:
ends:
  .ascii "segments SF-73  has gone from plaintext through Ta and Tb and back: the result is right\n"
ends_end:
wrong:
  .ascii "segments: the result is wrong\n"
wrong_end:
