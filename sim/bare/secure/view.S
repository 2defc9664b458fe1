# What an operating system sees of regions: bounds, domain, segment, algorithm, rights and flags (sregion and what it shows).
  .include "secure.h"
  .equ sregion, 0x5c1
  .equ sregionbase, 0xdc0
  .equ sregionlimit, 0xdc1
  .equ sregioninfo, 0xdc2

  .macro absent
  csrr a0, sregionbase
  check a0, 0
  csrr a0, sregionlimit
  check a0, 0
  csrr a0, sregioninfo
  check a0, 0
  .endm

  # The region with this descriptor is in the register that sregion names.
  .macro shows name, info
  csrr a0, sregionbase
  la t5, descriptor_\name
  lw t6, 4(t5)
  addi gp, gp, 1
  bne a0, t6, fail
  csrr a0, sregionlimit
  lw t5, 8(t5)
  add t6, t6, t5
  addi gp, gp, 1
  bne a0, t6, fail
  csrr a0, sregioninfo
  check a0, \info
  .endm

  begin
  csrr a0, sregion
  check a0, 0
  absent
  install text, 0
  check a2, 0x000100
  shows text, 0x81010004
  csrwi sregion, 1
  absent
  install open, 1
  check a2, 0x010100
  shows open, 0x82010323
  # Only as many bits as there are registers.
  li a0, -1
  csrw sregion, a0
  csrr a0, sregion
  check a0, 15
  absent
  # What is shown cannot be written.
  csrwi sregion, 1
  csrw sregioninfo, zero
  check s8, 2
  shows open, 0x82010323
  # What has ended is not there.
  li a0, 3
  li a1, 1
  keyclr a2, a0, a1
  check a2, 0
  absent
  csrwi sregion, 0
  shows text, 0x81010004
  # User mode, with a domain or without, sees nothing.
  start look, 0
  run
  trapped 2, look, 0x5c1022f3, 0
  end

  .text
  .balign 4
look:
  csrr t0, sregion
