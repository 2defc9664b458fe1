# Two threads of a domain take turns, each interrupted everywhere, while the processor has one place for a context of the domain: spill takes
# the one out, sealed, and fill brings the other back (SF-30, SF-33, SF-34). Between the two an older image, a changed one and one that is in use are refused. The
# same computations in plaintext say what the results have to be.
  .include "secure.h"
  .equ rounds, 240
  .equ image_words, 60

  # a0 from a7 and two words at a1.
  .macro compute
  sw a7, 0(a1)
  sw zero, 4(a1)
  mv a0, a7
  li a2, 9
1:
  lw a3, 0(a1)
  add a0, a0, a3
  mul a0, a0, a2
  sw a0, 4(a1)
  lh a4, 6(a1)
  xor a0, a0, a4
  amoadd.w a5, a2, (a1)
  divu a6, a0, a2
  add a0, a0, a6
  addi a2, a2, -1
  bnez a2, 1b
  .endm

  # The timer comes when the time has advanced by so many; never with zero.
  .macro timer after
  li t5, 0x2004000
  li t6, -1
  sw t6, 4(t5)
  beqz \after, 777f
  li t4, 0x200bff8
  lw t4, 0(t4)
  add t4, t4, \after
  sw t4, 0(t5)
  sw zero, 4(t5)
777:
  .endm

  # s0: number of the thread; s1: its image; s2: its expected result.
  .macro thread
  la t5, turn
  lw s0, 0(t5)
  la s1, images
  la s2, expected
  slli t5, s0, 8
  add s1, s1, t5
  slli t5, s0, 2
  add s2, s2, t5
  li s3, 1
  .endm

  .macro copy from, to
  mv t3, \from
  mv t4, \to
  li t5, image_words
777:
  lw t6, 0(t3)
  sw t6, 0(t4)
  addi t3, t3, 4
  addi t4, t4, 4
  addi t5, t5, -1
  bnez t5, 777b
  .endm

  # fill of this image for the domain in s3 is refused.
  .macro refused image, status
  fill a0, s3, \image
  check a0, \status
  .endm

  begin
  install text, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  li s3, 1
  la s1, images
  # Nothing is held, and nothing is live.
  spill a0, s3, s1
  check a0, 3
  refused s1, 7
  spill a0, zero, s1
  check a0, 2

  la a1, scratch
  li a7, 0x1234
  compute
  la t5, expected
  sw a0, 0(t5)
  li a7, 0x4321
  compute
  la t5, expected
  sw a0, 4(t5)
  li t5, 0x80
  csrw mie, t5
  li t5, 0
  timer t5

  # Both begin, and compute once without interrupts.
  set 17, 0x1234
  set_address 11, secret
  set_address 10, routine
  start enter, 1
  run
  hidden 8, 0, 1
  jal s11, leave
  la t5, turn
  li t6, 1
  sw t6, 0(t5)
  set 17, 0x4321
  set_address 11, secret + 8
  set_address 10, routine
  start enter, 1
  run
  hidden 8, 0, 1
  jal s11, leave

round:
  la t5, turn
  lw t6, 0(t5)
  xori t6, t6, 1
  sw t6, 0(t5)
  la t5, count
  lw s4, 0(t5)
  addi s4, s4, 1
  sw s4, 0(t5)
  thread
  la s5, older
  copy s1, s5
  fill a0, s3, s1
  check a0, 0
  # The image was taken, and would be in the way.
  refused s1, 4
  la t5, frame
  sw zero, 40(t5)
  slli t5, s4, 1
  add s4, s4, t5
  timer s4
  li t5, 0x80000001
  csrw mdomain, t5
  run
  li t5, 0
  timer t5
  csrr t5, mdomain
  check t5, 0x80000001
  jal s11, leave
  la t5, count
  lw t5, 0(t5)
  li t6, rounds
  blt t5, t6, round
  # Many turns had their interrupt, and many came to their end.
  la t5, interrupts
  lw t5, 0(t5)
  li t6, 30
  addi gp, gp, 1
  blt t5, t6, fail
  la t5, results
  lw t5, 0(t5)
  addi gp, gp, 1
  blt t5, t6, fail
  # Both threads end with their domain.
  li s3, 1
  kill a0, s3
  check a0, 0
  la s1, images
  refused s1, 7
  addi s1, s1, 256
  refused s1, 7
  end

  .section .text
  .balign 4
  # The thread has trapped. Its context goes to memory, where only the newest image of it, as it is, opens.
leave:
  thread
  csrr t5, mcause
  li t6, 8
  bne t5, t6, 1f
  la t6, frame
  lw t5, 40(t6)
  lw t6, 0(s2)
  addi gp, gp, 1
  bne t5, t6, fail
  la t5, results
  j 2f
1:
  li t6, 0x80000007
  addi gp, gp, 1
  bne t5, t6, fail
  cleared 1, 31
  la t5, interrupts
2:
  lw t6, 0(t5)
  addi t6, t6, 1
  sw t6, 0(t5)
  # A device is no place for an image: the exception comes before anything is written there.
  li s6, 0x02000000
  li s8, 0
to_device:
  spill a0, s3, s6
  own 7, to_device, 0x02000000
  spill a0, s3, s1
  check a0, 0
  la s5, older
  refused s5, 7
  # The image of the other thread is another one's.
  li s6, 2
  fill a0, s6, s1
  check a0, 7
  # A wrong bit in the header, in the context, and in the tag.
  .irp place, 4, 20, 236
  lw t5, \place(s1)
  xori t6, t5, 16
  sw t6, \place(s1)
  fill a0, s3, s1
  sw t5, \place(s1)
  .if \place == 4
  check a0, 7
  .else
  check a0, 8
  .endif
  .endr
  jr s11

  .section .text
  .balign 64
enter:
  cryptomode_to zero, a0

  .section .secret.text, "ax"
routine:
  mv s1, a1
  mv s7, a7
3:
  mv a1, s1
  mv a7, s7
  compute
  ecall
  j 3b

  .section .secret.data, "aw"
secret:
  .word 0, 0, 0, 0

  .data
  .balign 256
images:
  .space 512
older:
  .space 256
scratch:
  .word 0, 0
expected:
  .word 0, 0
turn:
  .word 0
count:
  .word 0
interrupts:
  .word 0
results:
  .word 0
