/* Between the kernel and the threads. The kernel calls `resume`, which returns when the thread has trapped: so a thread
 * looks to the kernel like a function, and the kernel needs no state besides its stack. */
#include "context.h"

  .equ sdomain, 0x5c0

  .text
  # a0: the context.
  .globl resume
resume:
  addi sp, sp, -64
  sw ra, 0(sp)
  .irp number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sw s\number, 4 + 4 * \number(sp)
  .endr
  sw sp, CONTEXT_KERNEL_STACK(a0)
  csrw sscratch, a0
  lw t0, CONTEXT_PC(a0)
  csrw sepc, t0
  lw t0, CONTEXT_DOMAIN(a0)
  csrw sdomain, t0
  lw t0, CONTEXT_TRANSLATION(a0)
  csrw satp, t0
  sfence.vma
  # To user mode, with interrupts.
  li t0, 1 << 8
  csrc sstatus, t0
  li t0, 1 << 5
  csrs sstatus, t0
  .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  lw x\number, CONTEXT_REGISTER + 4 * \number(a0)
  .endr
  lw a0, CONTEXT_REGISTER + 4 * 10(a0)
  sret

  # sscratch: the context of the thread; 0 while the kernel runs.
  .balign 4
  .globl trap
trap:
  csrrw a0, sscratch, a0
  beqz a0, in_kernel
  .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  sw x\number, CONTEXT_REGISTER + 4 * \number(a0)
  .endr
  csrrw t0, sscratch, zero
  sw t0, CONTEXT_REGISTER + 4 * 10(a0)
  csrr t0, sepc
  sw t0, CONTEXT_PC(a0)
  csrr t0, scause
  sw t0, CONTEXT_CAUSE(a0)
  csrr t0, stval
  sw t0, CONTEXT_VALUE(a0)
  csrr t0, sdomain
  sw t0, CONTEXT_DOMAIN(a0)
  lw sp, CONTEXT_KERNEL_STACK(a0)
  lw ra, 0(sp)
  .irp number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  lw s\number, 4 + 4 * \number(sp)
  .endr
  addi sp, sp, 64
  ret

  # The kernel itself has trapped: nothing of it can be relied on.
in_kernel:
  la sp, kernel_stack_top
  csrr a0, scause
  csrr a1, sepc
  csrr a2, stval
  call kernel_failed

  .bss
  .balign 16
  .space 0x8000
  .globl kernel_stack_top
kernel_stack_top:
