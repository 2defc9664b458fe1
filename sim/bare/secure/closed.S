# A closed domain: in encrypted mode the lower half of its addresses has nothing but its regions, so what its system takes away or
# puts elsewhere is missing, and not plaintext. Memory is there twice: where it is, and 2 GiB below.
#include "secure/pages.h"

  .macro to_low register
  slli \register, \register, 1
  srli \register, \register, 1
  .endm

  /* A page of 4 MiB for user mode. */
  .macro map_large virtual, physical
  li t4, \virtual
  srli t4, t4, 22
  slli t4, t4, 2
  la t5, root
  add t4, t4, t5
  li t5, (\physical >> 2) | 0xdf
  sw t5, 0(t4)
  .endm

  /* The region of the data where the program looks for it, in the lower half. */
  .macro install_low
  la a0, descriptor_data
  lw a1, 4(a0)
  to_low a1
  sw a1, 4(a0)
  install data, 1
  check a2, 0x010100
  .endm

  begin
  # Where its code lies is not the system's to choose.
  la a0, descriptor_text
  lw a1, 4(a0)
  addi a1, a1, 64
  sw a1, 4(a0)
  install text, 0
  check a2, 29
  la a0, descriptor_text
  lw a1, 4(a0)
  addi a1, a1, -64
  sw a1, 4(a0)
  install text, 0
  check a2, 0x000100
  translate
  map_large 0x00000000, 0x80000000
  map_large 0x10000000, 0x10000000
  map_large 0x90000000, 0x10000000
  sfence.vma
  # Everybody may know that it is closed.
  csrw 0x5c1, zero
  csrr a0, 0xdc2
  andi a0, a0, 15
  check a0, 12

  # In the upper half it reads and writes plaintext as ever, and devices.
  start enter, 1
  set_address 10, work
  run
  hidden 8, 0, 1
  holds word, 0x600d

  # In the lower half it cannot store before the region is there.
  run
  hidden 7, 0, 1
  holds word, 0x600d
  install_low
  run
  hidden 8, 0, 1
  saved 10, 0x5ec2e7
  differs secret_word, 0x5ec2e7
  # The region goes: a load, a store and an atomic operation are refused, and the memory stays as it is.
  la t5, secret_word
  lw t4, 0(t5)
  la t5, kept
  sw t4, 0(t5)
  li a0, 1
  li a1, 1
  keyclr a2, a0, a1
  check a2, 0
  set 10, 0
  run
  hidden 5, 0, 1
  run
  hidden 5, 0, 1
  # It goes on when the region is there again.
  install data, 1
  check a2, 0x010100
  run
  hidden 8, 0, 1
  saved 10, 0x5ec2e7
  li a0, 1
  li a1, 1
  keyclr a2, a0, a1
  check a2, 0
  run
  hidden 7, 0, 1
  la t5, secret_word
  lw t4, 0(t5)
  la t5, kept
  lw t5, 0(t5)
  addi gp, gp, 1
  bne t5, t4, fail
  # The region at another place is not there either.
  la a0, descriptor_data
  lw a1, 4(a0)
  addi a1, a1, 1024
  sw a1, 4(a0)
  install data, 1
  check a2, 0x010100
  run
  hidden 7, 0, 1
  li a0, 1
  li a1, 1
  keyclr a2, a0, a1
  check a2, 0
  la a0, descriptor_data
  lw a1, 4(a0)
  addi a1, a1, -1024
  sw a1, 4(a0)
  install data, 1
  check a2, 0x010100
  run
  hidden 8, 0, 1
  saved 10, 0x5ec2e7 + 1

  # No device in the lower half: neither a load nor a store.
  run
  hidden 5, 0, 1
  cleared 1, 31
  li a0, 1
  kill a1, a0
  check a1, 0
  install text, 0
  check a2, 0x000100
  start enter, 1
  set_address 10, send
  run
  hidden 7, 0, 1

  # In plaintext mode the lower half is there.
  li a0, 1
  kill a1, a0
  check a1, 0
  install text, 0
  check a2, 0x000100
  start plain, 1
  run
  trapped 8, plain_call, 0, 1
  saved 10, 0x600d

  # With the method automatic it leaves its regions to the upper half only.
  li a0, 1
  method a1, a0, a0
  check a1, 0
  start leave, 1
  run
  trapped 8, plain_call, 0, 1
  saved 10, 0x600d
  start leave_low, 1
  run
  hidden 1, 0, 1
  end

  .text
enter:
  cryptomode_to t0, a0
  ebreak
plain:
  la a0, word
  to_low a0
  lw a0, 0(a0)
plain_call:
  ecall
  ebreak

  .data
  .balign 4
word:
  .word 0
kept:
  .word 0

  page_table

  .section .secret.text, "ax"
work:
  la s0, word
  li a0, 0x600d
  sw a0, 0(s0)
  lw a0, 0(s0)
  li s1, 0x90000000
  lbu s2, 5(s1)
  ecall
  la s0, secret_word
  to_low s0
  li a0, 0x5ec2e7
  sw a0, 0(s0)
  lw a0, 0(s0)
  ecall
  lw a0, 0(s0)
  ecall
  li s3, 1
  amoadd.w a1, s3, (s0)
  lw a0, 0(s0)
  ecall
  li s1, 0x10000000
  lbu s2, 5(s1)
  ebreak
send:
  li s1, 0x10000000
  li a0, 'x'
  sb a0, 0(s1)
  ebreak
leave:
  la t0, plain
  jr t0
leave_low:
  la t0, plain
  to_low t0
  jr t0

  .section .secret.data, "aw"
  .balign 64
secret_word:
  .word 0
