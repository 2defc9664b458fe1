# A page of a domain goes to the block device as ciphertext, and comes back into another frame: at its virtual address it is what it was, and
# elsewhere it is noise.
#include "secure/pages.h"
#include "block.h"

  /* The eight sectors from 0 on are the page at `frame`, or become it. */
  .macro page_out frame
  li s0, block
  la s1, \frame
  li s2, 0
  jal ra, write_page
  .endm

  .macro page_in frame
  li s0, block
  la s1, \frame
  li s2, 0
  jal ra, read_page
  .endm

  /* Nothing of a page is left. */
  .macro erase frame
  la t0, \frame
  li t1, 4096
  add t1, t1, t0
777:
  sw zero, 0(t0)
  addi t0, t0, 4
  bne t0, t1, 777b
  .endm

  /* What the domain is told: a word to store, 0 for none, and the page that it is to look at next. */
  .macro tell word, page
  set 10, \word
  set_address 11, \page
  .endm

  begin
  install text, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  translate

  # The domain has its page, and changes a word.
  start enter, 1
  set_address 10, work
  set_address 11, first_page
  run
  hidden 8, 0, 1
  saved 10, 0x5ec2e700
  saved 11, 0x5ec2e7ff
  tell 0x4321, first_page
  run
  hidden 8, 0, 1
  saved 10, 0x4321
  saved 11, 0x5ec2e7ff

  # Out: the frame is erased, and the page is nowhere.
  page_out first_page
  erase first_page
  unmap first_page
  tell 0, first_page
  run
  hidden_page 13, first_page
  # In, at another frame.
  page_in other_frame
  map first_page, other_frame
  run
  hidden 8, 0, 1
  saved 10, 0x4321
  saved 11, 0x5ec2e7ff

  # At another virtual address of the region the same frame is noise; the address is in the tweak.
  map second_page, other_frame
  tell 0, second_page
  run
  hidden 8, 0, 1
  la t5, frame
  lw t4, 40(t5)
  check_different t4, 0x4321
  lw t4, 44(t5)
  check_different t4, 0x5ec2e7ff
  # It is still there at its own.
  map second_page, second_page
  tell 0, first_page
  run
  hidden 8, 0, 1
  saved 10, 0x4321

  # At the frame where it was; and what the domain stores now goes out the next time.
  page_in first_page
  map first_page, first_page
  tell 0x8765, first_page
  run
  hidden 8, 0, 1
  saved 10, 0x8765
  page_out first_page
  erase first_page
  erase other_frame
  page_in other_frame
  map first_page, other_frame
  tell 0, first_page
  run
  hidden 8, 0, 1
  saved 10, 0x8765
  saved 11, 0x5ec2e7ff
  end

  .text
  /* Eight sectors from s2 on, from memory at s1 or to it, as domain 0 sees it. */
write_page:
  li s3, 8
1:
  addi t0, s0, block_buffer
  addi t1, t0, 512
2:
  lw t2, 0(s1)
  sw t2, 0(t0)
  addi s1, s1, 4
  addi t0, t0, 4
  bne t0, t1, 2b
  li a0, block_write
  jal t0, transfer
  addi s2, s2, 1
  addi s3, s3, -1
  bnez s3, 1b
  ret

read_page:
  li s3, 8
1:
  li a0, block_read
  jal t0, transfer
  addi t0, s0, block_buffer
  addi t1, t0, 512
2:
  lw t2, 0(t0)
  sw t2, 0(s1)
  addi s1, s1, 4
  addi t0, t0, 4
  bne t0, t1, 2b
  addi s2, s2, 1
  addi s3, s3, -1
  bnez s3, 1b
  ret

  /* The command a0 for sector s2; it has to succeed. */
transfer:
  sw s2, block_sector(s0)
  sw a0, block_command(s0)
1:
  lw a1, block_status(s0)
  andi a2, a1, block_busy
  bnez a2, 1b
  addi gp, gp, 1
  li a2, block_done
  bne a1, a2, fail
  jr t0

enter:
  cryptomode_to t0, a0
  ebreak

  page_table
  .balign 4096
other_frame:
  .space 4096

  .equ first_word, 712

  .section .secret.text, "ax"
work:
  la s0, first_page
1:
  lw a0, first_word(s0)
  lw a1, first_word + 255 * 4(s0)
  ecall
  beqz a0, 2f
  sw a0, first_word(s0)
2:
  mv s0, a1
  j 1b

  .section .secret.data, "aw"
  .balign 4096
  /* No two words are the same. */
first_page:
  .space first_word
  .set number, 0
  .rept 256
  .word 0x5ec2e700 + number
  .set number, number + 1
  .endr
  .balign 4096
second_page:
  .space 4096
