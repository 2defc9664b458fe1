/* The processor begins here, in machine mode. What is left of machine mode afterwards is the timer: its interrupt
 * becomes one of supervisor mode, and a call from there says when the next one is due. Everything else is the kernel's.
 * */

  .equ time_compare, 0x2004000
  .equ machine_timer, 1 << 7
  .equ supervisor_timer, 1 << 5
  .equ supervisor_interrupts, 1 << 9 | 1 << 5 | 1 << 1
  .equ entropy_for_users, 1 << 8
  .equ mseccfg, 0x747
  .equ previous_supervisor, 1 << 11

  .section .text.boot, "ax"
  .globl _start
_start:
  la t0, machine_trap
  csrw mtvec, t0
  la t0, saved
  csrw mscratch, t0
  # Every exception but the call from supervisor mode (9).
  li t0, 0xb1ff
  csrw medeleg, t0
  li t0, supervisor_interrupts
  csrw mideleg, t0
  li t0, 7
  csrw mcounteren, t0
  csrw scounteren, t0
  li t0, entropy_for_users
  csrw mseccfg, t0
  li t0, supervisor_timer
  csrw sie, t0
  li t0, previous_supervisor
  csrw mstatus, t0
  la t0, supervisor
  csrw mepc, t0
  mret

supervisor:
  la t0, trap
  csrw stvec, t0
  csrw sscratch, zero
  la sp, kernel_stack_top
  la a0, programs
  la a1, frames_start
  # Main memory as the kernel uses it.
  li a2, 0x81000000
  call kernel_main
1:
  j 1b

  # t0 and t1 are the interrupted program's; of a domain in encrypted mode they are zeros.
  .balign 4
machine_trap:
  csrrw t0, mscratch, t0
  sw t1, 4(t0)
  csrr t1, mcause
  bltz t1, due
  addi t1, t1, -9
  bnez t1, broken
  # A call from supervisor mode: the timer is due at a0, a1.
  li t1, time_compare
  sw a0, 0(t1)
  sw a1, 4(t1)
  csrr t1, mepc
  addi t1, t1, 4
  csrw mepc, t1
  li t1, supervisor_timer
  csrc mip, t1
  li t1, machine_timer
  csrs mie, t1
  j 1f
due:
  li t1, machine_timer
  csrc mie, t1
  li t1, supervisor_timer
  csrs mip, t1
1:
  lw t1, 4(t0)
  csrrw t0, mscratch, t0
  mret

  # Machine mode does nothing that could trap.
broken:
  li t0, 0x100000
  li t1, 0xfe3333
  sw t1, 0(t0)
  j broken

  .bss
  .balign 4
saved:
  .space 8
