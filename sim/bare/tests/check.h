/* Self-checking tests of instructions and traps, in assembly. A test runs in machine mode; it ends with exit code 0, or
 * with the number of the first check that failed. The trap handler notes what happened and goes on behind the instruction:
 *
 *   s8 = mcause, s9 = mepc, s10 = mtval, s7 = mstatus at the trap
 *
 * An environment call with a7 = 1 from a lower mode returns to machine mode, behind the call. Tests use neither t5, t6 nor
 * s7 to s11 for anything else; gp counts the checks. */

  .macro begin
  .section .text.start, "ax"
  .globl _start
_start:
  li gp, 0
  la t6, handler
  csrw mtvec, t6
  la sp, stack_top
  .endm

  .macro check register, value
  addi gp, gp, 1
  li t6, \value
  bne \register, t6, fail
  .endm

  .macro check_address register, symbol
  addi gp, gp, 1
  la t6, \symbol
  bne \register, t6, fail
  .endm

  /* The result of an operation on two registers. */
  .macro binary operation, left, right, result
  li a0, \left
  li a1, \right
  \operation a2, a0, a1
  check a2, \result
  .endm

  /* Goes on at the next instruction in this mode: 0 user, 1 supervisor. */
  .macro enter mode
  li t6, 0x1800
  csrc mstatus, t6
  li t6, \mode << 11
  csrs mstatus, t6
  la t6, 1f
  csrw mepc, t6
  mret
1:
  .endm

  /* No trap has happened since the last one was looked at. */
  .macro forget
  li s8, -1
  li s9, -1
  li s10, -1
  .endm

  /* The instruction at `label` has trapped with this cause and value. */
  .macro trapped cause, label, value
  check s8, \cause
  check_address s9, \label
  check s10, \value
  forget
  .endm

  /* Back to machine mode by a call, from the mode with this cause. */
  .macro machine cause
  li a7, 1
  ecall
  check s8, \cause
  forget
  .endm

  /* An instruction that is illegal here. */
  .macro refused instruction:vararg
1:
  \instruction
  check s8, 2
  check_address s9, 1b
  forget
  .endm

  .macro end
  li t6, 0x5555
  j finish
fail:
  /* From whatever mode this is. */
  li a7, 1
  ecall
  slli t6, gp, 16
  li t5, 0x3333
  or t6, t6, t5
finish:
  li t5, 0x100000
  sw t6, 0(t5)
1:
  j 1b
  .balign 4
handler:
  csrr s8, mcause
  csrr s9, mepc
  csrr s10, mtval
  csrr s7, mstatus
  /* Calls with a7 = 1 stay in machine mode. */
  addi t6, s8, -8
  sltiu t6, t6, 2
  beqz t6, 2f
  li t6, 1
  bne a7, t6, 2f
  li a7, 0
  li t6, 0x1800
  csrs mstatus, t6
2:
  /* After a failed fetch there is nothing to go on behind: s11 says where instead. */
  li t6, 1
  beq s8, t6, 3f
  li t6, 12
  beq s8, t6, 3f
  bltz s8, 4f
  addi t6, s9, 4
  csrw mepc, t6
  mret
3:
  csrw mepc, s11
  mret
4:
  /* An interrupt: the instruction is still to come; the source is silenced by its enable. */
  li t6, 1
  sll t6, t6, s8
  csrc mie, t6
  mret
  .endm
