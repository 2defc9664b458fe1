# Start-up code, in plaintext: it gives the program its stack, calls main and keeps what main returns.
  .section .text.start, "ax"
  .globl _start
_start:
  la    sp, stack_top
  call  main
  la    t0, exit_code
  sw    a0, 0(t0)
  .globl finished
finished:
  j     finished

  .data
  .balign 4
  .globl exit_code
exit_code:
  .word 0
