/* The boot ROM: docs/core.md, section 2. It starts the program at the address in `entry`, or loads one from the block device if that is
 * 0, with a0 = mhartid and a1 = the address of the device tree. It uses registers only: main memory is the program's. */
#include "block.h"

  .equ serial, 0x10000000
  .equ serial_status, 5
  .equ serial_empty, 0x20
  .equ finisher, 0x100000

  /* The boot header: words in sector 0. The program is in the sectors behind it. */
  .equ header, block_buffer
  .equ magic, 0x4c59454b
  .equ header_sectors, header + 4
  .equ header_load, header + 8
  .equ header_entry, header + 12
  .equ header_checksum, header + 16

  /* What is printed, behind the exit code. */
  .macro message name, code, text
\name:
  .byte \code
  .asciz "boot: \text\n"
  .endm

  .section .text.start, "ax"
  .globl _start
_start:
  la t0, entry
  lw t0, 0(t0)
  bnez t0, start

  # s0: the block device. s1: sectors of the medium. s2: the sector that was read last. s3: sectors of the program. s4: its address.
  # s5: its entry. s6: the sum of header and program.
  la t0, fault
  csrw mtvec, t0
  li s0, block
  lw s1, block_sectors(s0)
  la a0, no_medium
  beqz s1, refuse
  li s2, 0
  jal read
  lw s6, header(s0)
  li t0, magic
  la a0, no_header
  bne s6, t0, refuse
  lw s3, header_sectors(s0)
  lw s4, header_load(s0)
  lw s5, header_entry(s0)
  lw t0, header_checksum(s0)
  add s6, s6, s3
  add s6, s6, s4
  add s6, s6, s5
  add s6, s6, t0

  la a0, wrong_size
  beqz s3, refuse
  bgeu s3, s1, refuse
  # In main memory, which begins with bit 31, and not beyond the last address; the entry within.
  la a0, wrong_place
  or t0, s4, s5
  andi t0, t0, 3
  bnez t0, refuse
  bgez s4, refuse
  srli t0, s3, 22
  bnez t0, refuse
  slli t1, s3, 9
  add t0, s4, t1
  bltu t0, s4, refuse
  sub t0, s5, s4
  bgeu t0, t1, refuse

1:
  addi s2, s2, 1
  jal read
  addi t0, s0, block_buffer
  addi t1, t0, 512
2:
  lw t2, 0(t0)
  sw t2, 0(s4)
  add s6, s6, t2
  addi t0, t0, 4
  addi s4, s4, 4
  bne t0, t1, 2b
  bne s2, s3, 1b
  la a0, damaged
  bnez s6, refuse

  # As after reset, but for the buffer.
  li t0, block_done
  sw t0, block_status(s0)
  sw zero, block_sector(s0)
  csrw mtvec, zero
  fence.i
  mv t0, s5
start:
  csrr a0, mhartid
  la a1, device_tree
  jr t0

  # Sector s2 into the buffer.
read:
  sw s2, block_sector(s0)
  li t0, block_read
  sw t0, block_command(s0)
1:
  lw t0, block_status(s0)
  andi t1, t0, block_busy
  bnez t1, 1b
  andi t0, t0, block_error
  la a0, unreadable
  bnez t0, refuse
  ret

  # Where the program was to go there is no memory.
  .balign 4
fault:
  la a0, no_memory
refuse:
  lbu s1, 0(a0)
  li s0, serial
1:
  addi a0, a0, 1
  lbu t0, 0(a0)
  beqz t0, 3f
2:
  lbu t1, serial_status(s0)
  andi t1, t1, serial_empty
  beqz t1, 2b
  sb t0, 0(s0)
  j 1b
3:
  slli s1, s1, 16
  li t0, 0x3333
  or s1, s1, t0
  li t0, finisher
  sw s1, 0(t0)
4:
  j 4b

  .section .rodata, "a"
  .balign 4
  .globl entry
  /* Filled in when the ROM is made; 0 for the block device. */
entry:
  .word 0

  message no_medium, 1, "there is no medium"
  message unreadable, 2, "the medium cannot be read"
  message no_header, 3, "sector 0 is no boot header"
  message wrong_size, 4, "the program is empty or longer than the medium"
  message wrong_place, 5, "load address or entry is wrong"
  message no_memory, 6, "the program does not fit into main memory"
  message damaged, 7, "the checksum is wrong"
