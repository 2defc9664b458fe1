# With extension C: instructions of 32 bits with their halves in two lines, in two regions, and around a back-link; places that are no
# multiple of 4 as targets, as ways back, and in contexts.
  .include "../secure.h"

  # lui t0, 0x12345 in two parts.
  .equ first_half, 0x52b7
  .equ second_half, 0x1234

  begin
  install text, 0
  check a2, 0x000100
  install more, 1
  check a2, 0x010100

  # In two lines of a region; the target is the upper half of a word, and so is where it goes on after a system call.
  start enter_text, 1
  set_address 10, in_two_lines
  run
  hidden 8, 0, 1
  saved 10, 0x12345000
  saved 11, 2
  run
  hidden 8, 0, 1
  saved 10, 7

  # The second half in another region: an access fault that shows nothing, and stays.
  li a0, 1
  kill a1, a0
  check a1, 0
  install text, 0
  install more, 1
  start enter_text, 1
  set_address 10, text_end-2
  run
  hidden 1, 0, 1
  cleared 1, 31
  run
  hidden 1, 0, 1
  li a0, 1
  kill a1, a0
  check a1, 0

  # The first half before the region `text`, which lies behind the stack: the fault is at its base.
  install text, 0
  install more, 1
  la a0, stack_top-2
  li a1, first_half
  sh a1, 0(a0)
  fence.i
  start stack_top-2, 1
  run
  trapped 1, stack_top-2, stack_top, 1

  # In plaintext: into the middle of an instruction, where a back-link leads to what follows its second half; and back from a
  # call to the upper half of a word.
  start around, 1
  run
  trapped 8, around_end, 0, 1
  saved 12, 0x37
  saved 21, 0
  saved 22, 42
  end

  .text
enter_text:
  cryptomode_to a1, a0
  # Not reached.
  ebreak

  .balign 4
  .option push
  .option norvc
around:
  la t1, back_into
  la a0, byte
  # Its upper half begins lb a2, 0(a0).
  cryptomode_call s5, t1
  .half 0x0005
  .option pop
  la t1, twice
  la ra, around_end
  li s6, 21
  .balign 4
  c.nop
  cryptomode_call t0, t1
around_end:
  ecall
byte:
  .byte 0x37

  .section .secret.text, "ax"
back_into:
  # Not where the back-link leads: it stays.
  la t2, around+18
  retmode_to t3, t2
  ebreak
twice:
  c.slli s6, 1
  c.jr ra

  .balign 64
  .space 60
  c.nop
in_two_lines:
  .half first_half
  .half second_half
  c.mv a0, t0
  c.li a1, 2
  ecall
  c.li a0, 7
  ecall
  .balign 64
  .space 62
  .half first_half
text_end:
