# The instructions that bring and end keys: what they answer, where they are legal, and their exceptions.
  .include "secure.h"

  begin
  # A segment or a domain that is not there; the domain counts first.
  li a0, 0
  li a1, 1
  keyclr a2, a0, a1
  check a2, 14
  li a1, 0
  keyclr a2, a0, a1
  check a2, 1
  li a0, 256
  li a1, 1
  keyclr a2, a0, a1
  check a2, 14
  li a1, 0x10000
  keyclr a2, a0, a1
  check a2, 1
  kill a2, zero
  check a2, 1
  li a0, -1
  kill a2, a0
  check a2, 1
  method a2, zero, zero
  check a2, 7
  method a2, a0, zero
  check a2, 7

  # What is wrong with addresses, before anything is read.
  la a0, descriptor_text
  la a1, entry_text
  addi a2, a0, 1
  addi a3, a1, 2
  li a4, 0x40000000
  li a5, 77
1:
  setk a5, a2, a3
  own 4, 1b, descriptor_text + 1
2:
  setk a5, a4, a3
  own 4, 2b, entry_text + 2
3:
  setck a5, a4, a1
  own 5, 3b, 0x40000000
4:
  setk a5, a0, a4
  own 5, 4b, 0x40000000
  check a5, 77
5:
  setik a5, a0
  check s8, 2
  check_address s9, 5b

  # Lengths and kinds.
  la a0, descriptor_text
  la a1, entry_text
  lbu s2, 3(a0)
  addi t0, s2, -1
  sb t0, 3(a0)
  setk a2, a0, a1
  check a2, 18
  sb zero, 3(a0)
  setk a2, a0, a1
  check a2, 18
  sb s2, 3(a0)
  setck a2, a0, a1
  check a2, 24
  install text, 1
  check a2, 25
  install text, 255
  check a2, 25
  # The size of the region.
  lw s3, 8(a0)
  addi t0, s3, 64
  sw t0, 8(a0)
  install text, 0
  check a2, 28
  # As a limit.
  lw t0, 4(a0)
  add t0, t0, s3
  sw t0, 8(a0)
  li t0, 1
  sb t0, 1(a0)
  install text, 0
  check a2, 0x000100
  install text, 1
  check a2, 9
  install data, 1
  check a2, 0x010100
  # A byte of an entry.
  la t1, entry_more
  lbu t0, 5(t1)
  xori t0, t0, 1
  sb t0, 5(t1)
  install more, 1
  check a2, 20
  xori t0, t0, 1
  sb t0, 5(t1)
  install more, 1
  check a2, 0x020100

  # In user mode of a domain: its own regions, whatever the operand says.
  install open, 9
  check a2, 25
  start plain, 1
  run
  trapped 8, plain_call, 0, 1
  saved 12, 0x030100
  saved 15, 0
  saved 16, 14
  # What is not legal there.
  start no_kill, 1
  run
  trapped 2, no_kill, 0x0805850b, 1
  start no_method, 1
  run
  trapped 2, no_method, 0x0a05850b, 1
  start no_setik, 1
  run
  trapped 2, no_setik, 0x0405850b, 1
  start no_setk, 0
  run
  trapped 2, no_setk, 0x0205850b, 0

  # A program makes regions for itself.
  start enter, 1
  set_address 10, make
  run
  hidden 8, 0, 1
  saved 10, 0x00030000
  saved 11, 9
  saved 12, 0x00040000
  saved 13, 13
  saved 14, 12
  saved 15, 0
  saved 16, 0x5ec2e7
  differs own_region, 0x5ec2e7
  # Its data stay readable for it, until it clears the region.
  run
  hidden 8, 0, 1
  saved 10, 0x5ec2e7
  saved 11, 0
  # All goes with the domain.
  li a0, 1
  kill a1, a0
  check a1, 0
  keyclr a1, a0, a0
  check a1, 14
  install text, 0
  check a2, 0x000100
  end

  .text
plain:
  la a0, descriptor_open
  la a1, entry_open
  setk a2, a0, a1
  li a3, 3
  li a4, 77
  keyclr a5, a3, a4
  keyclr a6, a3, a4
plain_call:
  ecall
no_kill:
  kill a0, a1
no_method:
  method a0, a1, zero
no_setik:
  setik a0, a1
no_setk:
  setk a0, a1, zero
enter:
  cryptomode_to t0, a0
  ebreak

  .data
  .balign 4
  /* Segment, algorithm; base; size; rights; flags, length of the key; nonce; key. */
own_key:
  .byte 9, 0xf8, 1, 0
  .word own_region, 2048
  .byte 3, 0, 32, 0xee
  .word 1, 2
  .word 1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, -1, -1, -1, -1, -1
  /* The key of segment 9 for another. */
shared_key:
  .byte 10, 4, 1, 9
  .word own_region + 2048, 2048
  .byte 3, 0, 0, 0
  .word 3, 4
  .space 64
  .balign 4096
own_region:
  .space 4096

  .section .secret.text, "ax"
make:
  la s0, own_key
  setik a0, s0
  setik a1, s0
  la s1, shared_key
  # The nonce of segment 9: refused, and with its own accepted.
  lw t0, 16(s1)
  lw t1, 20(s1)
  li t2, 1
  sw t2, 16(s1)
  li t2, 2
  sw t2, 20(s1)
  setik a3, s1
  sw t0, 16(s1)
  sw t1, 20(s1)
  setik a2, s1
  # No such key.
  li t0, 11
  sb t0, 0(s1)
  sb t0, 3(s1)
  li t0, 0x1000
  la t1, own_region
  add t0, t0, t1
  sw t0, 4(s1)
  setik a4, s1
  # Stores go through it.
  la s2, own_region
  li t0, 0x5ec2e7
  sw t0, 0(s2)
  lw a6, 0(s2)
  li t0, 9
  li a5, 0
  ecall
  lw a0, 0(s2)
  li t0, 9
  keyclr a1, t0, zero
  li a2, 0
  ecall

  .section .secret.data, "aw"
  .word 1
