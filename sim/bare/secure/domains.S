# Two domains with the same program: each has its own context, and the monitor chooses who runs.
  .include "secure.h"

  .macro choose domain
  li t5, \domain
  csrw mdomain, t5
  .endm

  begin
  install text, 0
  check a2, 0x000100
  install data, 1
  check a2, 0x010100
  install text, 0
  check a2, 0x020200
  install data, 2
  check a2, 0x030200

  set_address 10, count
  set 11, 100
  start enter, 1
  run
  hidden 8, 0, 1
  saved 10, 101
  set_address 10, count
  set 11, 200
  start enter, 2
  run
  hidden 8, 0, 2
  saved 10, 201

  # In turn; the memory of the region is one, under one key.
  set 10, 0
  set 11, 0
  choose 1
  run
  hidden 8, 0, 1
  saved 10, 102
  choose 2
  run
  hidden 8, 0, 2
  saved 10, 202
  choose 1
  run
  saved 10, 103
  # Results go to whom runs next, if it has made a call.
  set 10, 55
  choose 2
  run
  saved 10, 203
  saved 11, 55
  li a0, 0
  choose 1
  run
  saved 10, 104

  # While a domain is in encrypted mode its method stays.
  li a0, 1
  method a1, a0, a0
  check a1, 8
  # One ends, the other stays.
  kill a1, a0
  check a1, 0
  method a1, a0, zero
  check a1, 0
  choose 2
  run
  hidden 8, 0, 2
  saved 10, 204
  # Nothing of domain 1 is left: no mode, no region, no context.
  set 8, 0x88
  start enter, 1
  run
  trapped 3, enter_refused, enter_refused, 1
  saved 5, 1
  saved 8, 0x88
  # Its number is taken again.
  install text, 0
  check a2, 0x000100

  # Supervisor mode has a register of its own.
  li t5, 1 << 8
  csrw medeleg, t5
  la t5, supervisor
  csrw stvec, t5
  start none, 0
  choose 2
  run
  # It goes on in supervisor mode, then the domain makes one call more, which comes from there.
  csrr t5, mcause
  check t5, 9
  csrr t5, mdomain
  check t5, 0
  saved 10, 205
  saved 20, 0x80000002
  saved 21, 0
  end

  .text
none:
enter:
  cryptomode_to t0, a0
enter_refused:
  ebreak

  .balign 4
supervisor:
  csrr s4, sdomain
  csrr s5, sepc
  # A machine mode handler gets the rest.
  ecall

  .section .secret.text, "ax"
count:
  mv s0, a1
  la s1, turns
  li s2, 0
1:
  addi s0, s0, 1
  lw t0, 0(s1)
  addi t0, t0, 1
  sw t0, 0(s1)
  mv a1, s2
  mv a0, s0
  ecall
  mv s2, a0
  j 1b

  .section .secret.data, "aw"
turns:
  .word 0
