# Into encrypted mode and out of it: cryptomode, retmode, back-links, and what is refused.
  .include "secure.h"

  begin
  # Domain 0 has no modes.
  la a0, twice
  cryptomode_to a1, a0
  check a1, 7
  retmode_call a1, a0
  check a1, 7

  install text, 0
  check a2, 0x000100
  install more, 1
  check a2, 0x010100
  install data, 1
  check a2, 0x020100

  # All of it happens in one run of the domain.
  set 11, 21
  start plain, 1
  run
  trapped 8, plain_end, 0, 1
  # Refusals from plaintext mode.
  saved 18, 6
  saved 19, 1
  saved 20, 2
  saved 21, 0
  # Results.
  saved 22, 42
  saved 23, 2 * 42 + 100
  # The stack of links: refused once, and as many returns as links.
  saved 24, 4
  saved 25, 1
  # Without a target.
  saved 26, 0
  saved 27, 0

  # Code under another key is not jumped to: the fault is that of the address, which stays.
  start enter_text, 1
  set_address 10, crossing
  set_address 12, in_more
  run
  hidden 1, 0, 1
  cleared 1, 31
  run
  hidden 1, 0, 1
  # Its end is that of the domain.
  li a0, 1
  kill a1, a0
  check a1, 0

  # The same by cryptomode.
  install text, 0
  check a2, 0x000100
  install more, 1
  check a2, 0x010100
  start enter_text, 1
  set_address 10, proper
  set_address 12, in_more
  set 17, 5
  run
  hidden 8, 0, 1
  saved 10, 0
  saved 17, 1234
  cleared 1, 9
  cleared 18, 31
  end

  .text
plain:
  retmode s2
  cryptomode s3
  la a0, secret_word
  cryptomode_to s4, a0
  # A call.
  la a0, twice
  la ra, 1f
  cryptomode_call s5, a0
1:
  mv s6, a1
  # A call that calls back.
  la a0, calls_back
  la a2, plain_twice
  la ra, 2f
  cryptomode_call t0, a0
2:
  mv s7, a1
  # Calls that call themselves, until no link can be kept.
  la a0, deep
  li t1, 0
  li t2, 0
  la ra, 3f
  cryptomode_call t0, a0
3:
  mv s8, t0
  sub s9, t1, t2
  # To encrypted mode, which links to what follows, and returns by that at once.
  la a0, no_target
  la ra, 4f
  cryptomode_call t0, a0
4:
  mv s10, a3
  mv s11, a4
plain_end:
  ecall

plain_twice:
  slli a1, a1, 1
  ret

enter_text:
  cryptomode_to a1, a0
  # Not reached.
  ebreak

  .section .secret.text, "ax"
twice:
  slli a1, a1, 1
  ret

calls_back:
  mv s11, ra
  la ra, 1f
  retmode_call t0, a2
1:
  addi a1, a1, 100
  jr s11

deep:
  addi t1, t1, 1
  cryptomode_call t0, a0
deep_return:
  addi t2, t2, 1
  addi t3, t2, 1
  bne t3, t1, deep_return
  ret

no_target:
  li a3, -1
  li a4, -1
  retmode_link a3
  cryptomode_link a4
  ret

crossing:
  li t0, 0x5ec2e7
  jr a2

proper:
  li t0, 0x5ec2e7
  cryptomode_to a0, a2

  .section .secret.more, "ax"
in_more:
  li a7, 1234
  ecall

  .section .secret.data, "aw"
secret_word:
  .word 1
