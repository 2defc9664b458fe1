/* Self-checking programs with regions, in assembly. The monitor runs in machine mode. It installs the regions of `plan.json`,
 * lets domains run until they trap, and looks at what they leave: the registers are in the frame then, and go back from there. The
 * program ends with exit code 0, or with the number of the first check that failed.
 *
 * The monitor keeps the count of checks in gp, and uses t3 to t6 in its macros. Descriptors, key entries and the ciphertext of
 * the sections .secret.* are put in after linking. */

  /* docs/encrypted-execution.md, section 4. */
  .macro setck rd, rs1, rs2
  .insn r 0x0b, 0, 0, \rd, \rs1, \rs2
  .endm
  .macro setk rd, rs1, rs2
  .insn r 0x0b, 0, 1, \rd, \rs1, \rs2
  .endm
  .macro setik rd, rs1
  .insn r 0x0b, 0, 2, \rd, \rs1, x0
  .endm
  .macro keyclr rd, rs1, rs2
  .insn r 0x0b, 0, 3, \rd, \rs1, \rs2
  .endm
  .macro kill rd, rs1
  .insn r 0x0b, 0, 4, \rd, \rs1, x0
  .endm
  .macro method rd, rs1, rs2
  .insn r 0x0b, 0, 5, \rd, \rs1, \rs2
  .endm
  .macro modexp rd, rs1, rs2
  .insn r 0x0b, 0, 6, \rd, \rs1, \rs2
  .endm
  .macro spill rd, rs1, rs2
  .insn r 0x0b, 2, 0, \rd, \rs1, \rs2
  .endm
  .macro fill rd, rs1, rs2
  .insn r 0x0b, 2, 1, \rd, \rs1, \rs2
  .endm
  .macro cryptomode rd
  .insn r 0x0b, 1, 0, \rd, x0, x0
  .endm
  .macro cryptomode_to rd, rs1
  .insn r 0x0b, 1, 1, \rd, \rs1, x0
  .endm
  .macro cryptomode_link rd
  .insn r 0x0b, 1, 2, \rd, x0, x0
  .endm
  .macro cryptomode_call rd, rs1
  .insn r 0x0b, 1, 3, \rd, \rs1, x0
  .endm
  .macro retmode rd
  .insn r 0x0b, 1, 4, \rd, x0, x0
  .endm
  .macro retmode_to rd, rs1
  .insn r 0x0b, 1, 5, \rd, \rs1, x0
  .endm
  .macro retmode_link rd
  .insn r 0x0b, 1, 6, \rd, x0, x0
  .endm
  .macro retmode_call rd, rs1
  .insn r 0x0b, 1, 7, \rd, \rs1, x0
  .endm

  .equ mdomain, 0x7c0
  .equ sdomain, 0x5c0

  .macro begin
  .section .text.start, "ax"
  .globl _start
_start:
  li gp, 0
  la sp, stack_top
  la t6, frame
  csrw mscratch, t6
  la t6, handler
  csrw mtvec, t6
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

  .macro check_different register, value
  addi gp, gp, 1
  li t6, \value
  beq \register, t6, fail
  .endm

  /* The region NAME for a domain, 0 for a new one; a2 is the result. */
  .macro install name, domain
  la a0, descriptor_\name
  la a1, entry_\name
  li a2, \domain
  sb a2, 2(a0)
  setk a2, a0, a1
  .endm

  /* The domain begins in plaintext mode at a label when it runs. */
  .macro start label, domain
  li t6, \domain
  csrw mdomain, t6
  la t6, \label
  csrw mepc, t6
  .endm

  /* A register of the domain, by its number. */
  .macro set number, value
  la t5, frame
  li t6, \value
  sw t6, 4 * \number(t5)
  .endm

  .macro set_address number, symbol
  la t5, frame
  la t6, \symbol
  sw t6, 4 * \number(t5)
  .endm

  .macro saved number, value
  la t5, frame
  lw t5, 4 * \number(t5)
  check t5, \value
  .endm

  /* The domain that mdomain names runs until it traps. */
  .macro run
  jal t5, let_run
  .endm

  /* The trap was this one. */
  .macro trapped cause, address, value, domain
  csrr t5, mcause
  check t5, \cause
  csrr t5, mepc
  check_address t5, \address
  csrr t5, mtval
  check_address t5, \value
  csrr t5, mdomain
  check t5, \domain
  .endm

  /* An instruction of the monitor itself has trapped. */
  .macro own cause, label, value
  check s8, \cause
  check_address s9, \label
  check_address s10, \value
  .endm

  /* It came from encrypted mode. */
  .macro hidden cause, value, domain
  trapped \cause, 0, \value, 0x80000000 + \domain
  .endm

  /* Registers that are 0. */
  .macro cleared first, last
  la t5, frame + 4 * \first
  li t4, \last - \first + 1
777:
  lw t3, 0(t5)
  check t3, 0
  addi t5, t5, 4
  addi t4, t4, -1
  bnez t4, 777b
  .endm

  /* A word of memory. */
  .macro holds symbol, value
  la t5, \symbol
  lw t5, 0(t5)
  check t5, \value
  .endm

  .macro differs symbol, value
  la t5, \symbol
  lw t5, 0(t5)
  check_different t5, \value
  .endm

  .macro place name, kind
  .data
  .balign 4
descriptor_\name:
  .space 12
  .globl entry_\name, descriptor_\name
entry_\name:
  .space 384
  /* No region is empty. */
  .section .secret.\name, "\kind"
  .word 0
  .balign 64
  .endm

  .macro end
  li t6, 0x5555
  j finish
fail:
  slli t6, gp, 16
  li t5, 0x3333
  or t6, t6, t5
finish:
  li t5, 0x100000
  sw t6, 0(t5)
1:
  j 1b

  /* t5: where the monitor goes on when the domain has trapped. */
let_run:
  la t6, monitor
  sw t5, 0(t6)
  sw gp, 4(t6)
  sw sp, 8(t6)
  li t6, 0x1800
  csrc mstatus, t6
  la t6, frame
  .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  lw x\number, 4 * \number(t6)
  .endr
  mret

  .balign 4
handler:
  csrrw t6, mscratch, t6
  sw t5, 120(t6)
  csrr t5, mstatus
  srli t5, t5, 11
  andi t5, t5, 3
  addi t5, t5, -3
  beqz t5, 3f
  .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  sw x\number, 4 * \number(t6)
  .endr
  csrrw t5, mscratch, t6
  sw t5, 124(t6)
  la t6, monitor
  lw t5, 0(t6)
  lw gp, 4(t6)
  lw sp, 8(t6)
  jr t5
3:
  /* The monitor's own: it goes on behind the instruction. s8 = mcause, s9 = mepc, s10 = mtval. */
  csrr s8, mcause
  csrr s9, mepc
  csrr s10, mtval
  addi t5, s9, 4
  csrw mepc, t5
  lw t5, 120(t6)
  csrrw t6, mscratch, t6
  mret

  place text, "ax"
  place more, "ax"
  place data, "aw"
  place open, "aw"
  place patch, "ax"
  .data
  .balign 4
  .globl entry_stack, descriptor_stack
descriptor_stack:
  .space 12
entry_stack:
  .space 384
  .balign 4
  /* x0 to x31 of the domain. */
frame:
  .space 128
  /* Where the monitor goes on, gp, sp. */
monitor:
  .space 12
  .section .secret.stack, "aw", @nobits
  .balign 64
  .space 1024
secret_stack_top:
  .endm
