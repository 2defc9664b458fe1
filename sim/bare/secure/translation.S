# Encrypted mode in virtual memory: page faults tell the page, supervisor mode mends them, and frames move as ciphertext.
#include "secure/pages.h"

  begin
  install text, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  translate

  # Pages are missing.
  unmap secret_word
  start enter, 1
  set_address 10, work
  set 11, 3
  run
  hidden_page 13, secret_word
  map secret_word, secret_word
  run
  hidden 8, 0, 1
  saved 10, 0x1234
  unmap secret_word
  set 10, 0x4321
  run
  hidden_page 15, secret_word
  unmap far
  map secret_word, secret_word
  run
  hidden_page 12, far
  map far, far
  run
  hidden 8, 0, 1
  saved 10, 0x4321

  # The frame moves: ciphertext is copied, and is the program's at the same virtual address.
  la a0, secret_page
  la a1, other_frame
  li a2, 1024
1:
  lw a3, 0(a0)
  sw a3, 0(a1)
  sw zero, 0(a0)
  addi a0, a0, 4
  addi a1, a1, 4
  addi a2, a2, -1
  bnez a2, 1b
  map secret_word, other_frame
  run
  hidden 8, 0, 1
  saved 10, 0x4321
  # The same frame at another place is noise.
  map secret_word, secret_word
  la t5, secret_word
  sw zero, 0(t5)
  run
  hidden 8, 0, 1
  la t5, frame
  lw t5, 40(t5)
  check_different t5, 0x4321
  # In plaintext, the frame has what was copied.
  map secret_word, other_frame
  run
  hidden 8, 0, 1
  saved 10, 0x4321

  # Supervisor mode takes the fault, maps the page, and returns.
  unmap secret_word
  li t5, 0xb000
  csrw medeleg, t5
  la t5, supervisor
  csrw stvec, t5
  # Its page is its own.
  entry_of supervisor
  lw t5, 0(t4)
  andi t5, t5, ~16
  sw t5, 0(t4)
  entry_of table
  lw t5, 0(t4)
  andi t5, t5, ~16
  sw t5, 0(t4)
  sfence.vma
  run
  hidden 8, 0, 1
  saved 10, 0x4321
  holds seen, 13
  holds seen + 4, 0x80000001
  holds seen + 8, 0
  # The flag of an address within the page is not there.
  la t5, seen
  lw t5, 12(t5)
  check_address t5, secret_page
  end

  .text
enter:
  cryptomode_to t0, a0
  ebreak

  .balign 4096
supervisor:
  /* Nothing is in the registers that has to be kept. */
  csrr t0, scause
  la t1, table
  la t2, secret_page
  srli t3, t2, 12
  andi t3, t3, 0x3ff
  slli t3, t3, 2
  add t3, t3, t1
  la t4, other_frame
  srli t4, t4, 12
  slli t4, t4, 10
  ori t4, t4, 0xdf
  sw t4, 0(t3)
  sfence.vma
  la t1, seen
  sw t0, 0(t1)
  csrr t0, sdomain
  sw t0, 4(t1)
  csrr t0, sepc
  sw t0, 8(t1)
  csrr t0, stval
  sw t0, 12(t1)
  sret
  .balign 4096

  page_table
other_frame:
  .space 4096
  .equ seen, table + 4080

  .section .secret.text, "ax"
work:
  la s0, secret_word
  lw a0, 0(s0)
  ecall
  sw a0, 0(s0)
  la t0, far
  jr t0
  .space 4096
far:
  la s0, secret_word
1:
  lw a0, 0(s0)
  ecall
  j 1b

  .section .secret.data, "aw"
  .balign 4096
secret_page:
  .space 72
secret_word:
  .word 0x1234
  .space 4096
