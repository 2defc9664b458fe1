# What registers hold when the border of the marked part is crossed: nothing but arguments and results. Marked are
# sections by their names; what is called from the part stands in .protected.calls. Ends with exit code 0, or with the
# number of a check that failed.

  # x\number has to be \value; the number of the check is in \check.
  .macro expect check, value, registers:vararg
  .irp number, \registers
  li ra, \value
  li gp, \check
  bne x\number, ra, fail
  .endr
  .endm

  .macro fill value, registers:vararg
  .irp number, \registers
  li x\number, \value + \number
  .endr
  .endm

  .macro unchanged check, value, registers:vararg
  .irp number, \registers
  li ra, \value + \number
  li gp, \check
  bne x\number, ra, fail
  .endr
  .endm

  .section .text.start, "ax"
  .globl _start
_start:
  la sp, stack_top
  fill 0x100, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
  li a0, 7
  call secret
  # Two results; what was in the other registers is gone, and the caller's are there again.
  unchanged 1, 0x400, 10, 11
  expect 2, 0, 5, 6, 7, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31
  unchanged 3, 0x100, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
  li gp, 4
  la ra, stack_top
  bne sp, ra, fail
  # Called by its address.
  la t0, pointer
  lw t0, 0(t0)
  li a0, 41
  jalr t0
  li gp, 5
  li t0, 42
  bne a0, t0, fail
  li t0, 0x5555
finish:
  li t1, 0x100000
  sw t0, 0(t1)
1:
  j 1b
fail:
  slli t0, gp, 16
  li t1, 0x3333
  or t0, t0, t1
  j finish

  # In plaintext, from the marked part: the arguments and zeros, and the stack of plaintext.
  .globl open
open:
  mv a6, ra
  unchanged 6, 0x300, 10, 11, 12, 13, 14, 15
  unchanged 7, 0x300, 17
  expect 8, 0, 6, 7, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  li gp, 9
  la ra, stack_top
  bne sp, ra, fail
  # It calls the part again, and again is called.
  addi sp, sp, -16
  sw a6, 0(sp)
  li a0, 1
  call again
  lw ra, 0(sp)
  addi sp, sp, 16
  fill 0x500, 5, 6, 7, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31
  ret

  .globl last
last:
  addi a0, a0, 1
  # Its return is that of a function of the part.
  tail add_one

  .data
  .balign 4
pointer:
  .word add_one

  .section .protected.text, "ax"
  .globl secret, again, add_one
  .type secret, @function
  .size secret, again - secret
secret:
  addi sp, sp, -64
  .set place, 0
  .irp number, 1, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
  sw x\number, place(sp)
  .set place, place + 4
  .endr
  la t0, counter
  lw t1, 0(t0)
  addi t1, t1, 1
  sw t1, 0(t0)
  fill 0x200, 5, 6, 7, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  fill 0x300, 10, 11, 12, 13, 14, 15, 16, 17
  call open
  # Plaintext has given 4; the part's own are there again.
  li t0, 4
  bne a0, t0, wrong
  .irp number, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
  li t0, 0x200 + \number
  bne x\number, t0, wrong
  .endr
  la t0, counter
  lw t0, 0(t0)
  li t1, 0x71c3a502
  bne t0, t1, wrong
  .set place, 0
  .irp number, 1, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
  lw x\number, place(sp)
  .set place, place + 4
  .endr
  addi sp, sp, 64
  fill 0x400, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31
  ret
wrong:
  ebreak

  .type again, @function
  .size again, add_one - again
again:
  addi sp, sp, -16
  sw ra, 0(sp)
  addi a0, a0, 1
  call last
  lw ra, 0(sp)
  addi sp, sp, 16
  ret

  .type add_one, @function
  .size add_one, 8
add_one:
  addi a0, a0, 1
  ret

  .section .protected.data, "aw"
  .balign 8
  .globl counter
counter:
  .word 0x71c3a501, 0x0badcafe

  .section .protected.calls, "", @progbits
  .asciz "open"
  .asciz "last"
