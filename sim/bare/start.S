# Start of a C program: a stack, zeros where C expects them, main, and its result to the finisher. In machine mode, with a handler for
# traps; or, with MONITORED, in user mode, where traps are the monitor's.
  .section .text.start, "ax"
  .globl _start
_start:
  la sp, stack_top
#ifndef MONITORED
  la t0, unexpected
  csrw mtvec, t0
#endif
  la t0, bss_start
  la t1, bss_end
1:
  bgeu t0, t1, 2f
  sw zero, 0(t0)
  addi t0, t0, 4
  j 1b
2:
  call main
  # 0x5555 for success, else the code above 0x3333.
  li t0, 0x5555
  beqz a0, finish
  slli a0, a0, 16
  li t0, 0x3333
  or t0, t0, a0
finish:
  li t1, 0x100000
  sw t0, 0(t1)
1:
  j 1b

#ifndef MONITORED
  # A trap that the program does not expect: exit code 256 + mcause.
  .balign 4
unexpected:
  csrr t0, mcause
  andi t0, t0, 0xff
  addi t0, t0, 256
  slli t0, t0, 16
  li t1, 0x3333
  or t0, t0, t1
  j finish
#endif
