# The block device with a medium of eight sectors, each of which holds its number in every word: registers, reads, writes, the
# interrupt, errors. Afterwards sector 5 holds 0xb10c0000 + the number of each word, and sector 6 what was in sector 2.
#include "tests/check.h"
#include "block.h"

  /* Waits for the end of a command; a0 = status. */
  .macro finished
777:
  lw a0, block_status(s0)
  andi a1, a0, block_busy
  bnez a1, 777b
  .endm

  .macro command which, number
  li a0, \number
  sw a0, block_sector(s0)
  li a0, \which
  sw a0, block_command(s0)
  .endm

  /* Every word of the buffer is this one. */
  .macro filled value
  li a2, 128
  addi a3, s0, block_buffer
777:
  lw a4, 0(a3)
  check a4, \value
  addi a3, a3, 4
  addi a2, a2, -1
  bnez a2, 777b
  .endm

  /* Waits for the interrupt, and claims it from the PLIC at s2. */
  .macro interrupted
  li a2, 10000
777:
  addi a2, a2, -1
  beqz a2, fail
  csrr a3, mie
  bnez a3, 777b
  check s8, 0x8000000b
  lw a0, 4(s2)
  check a0, 1
  .endm

  begin
  forget
  li s0, block
  lw a0, block_sectors(s0)
  check a0, 8
  lw a0, block_status(s0)
  check a0, 0
  lw a0, block_sector(s0)
  check a0, 0
  lw a0, block_interrupt_enable(s0)
  check a0, 0

  # Whole words only.
1:
  lbu a0, block_status(s0)
  trapped 5, 1b, 0x1000100c
1:
  lhu a0, block_buffer(s0)
  trapped 5, 1b, 0x10001200
1:
  sb zero, block_buffer(s0)
  trapped 7, 1b, 0x10001200
1:
  lr.w a0, (s0)
  trapped 5, 1b, 0x10001000
  # What is no register reads 0, and writes do nothing.
  sw s0, 20(s0)
  lw a0, 20(s0)
  check a0, 0
  lw a0, block_command(s0)
  check a0, 0
  li a0, 0x400
  add a0, a0, s0
  sw s0, 0(a0)
  lw a0, 0(a0)
  check a0, 0
  # The number of sectors cannot be changed.
  sw zero, block_sectors(s0)
  lw a0, block_sectors(s0)
  check a0, 8

  # A read: busy, then done. The buffer holds the sector.
  command block_read, 2
  finished
  check a0, block_done
  filled 0x02020202
  lw a0, block_sector(s0)
  check a0, 2
  # Done stays until it is acknowledged; other bits of status cannot be written.
  li a0, ~block_done
  sw a0, block_status(s0)
  lw a0, block_status(s0)
  check a0, block_done
  li a0, block_done
  sw a0, block_status(s0)
  lw a0, block_status(s0)
  check a0, 0
  # Commands that there are not.
  li a0, 3
  sw a0, block_command(s0)
  sw zero, block_command(s0)
  lw a0, block_status(s0)
  check a0, 0

  # The buffer is the program's until the next command. What it holds goes to another sector.
  command block_write, 6
  finished
  check a0, block_done
  li a2, 0
  addi a3, s0, block_buffer
  li a4, 0xb10c0000
1:
  add a5, a4, a2
  sw a5, 0(a3)
  addi a3, a3, 4
  addi a2, a2, 1
  li a0, 128
  bne a2, a0, 1b
  lw a0, block_buffer + 508(s0)
  check a0, 0xb10c007f
  command block_write, 5
  finished
  check a0, block_done
  # A sector that was not written is what it was; those that were have what was written.
  command block_read, 7
  finished
  filled 0x07070707
  command block_read, 6
  finished
  filled 0x02020202
  command block_read, 5
  finished
  li a2, 0
  addi a3, s0, block_buffer
  li a4, 0xb10c0000
1:
  add a5, a4, a2
  lw a0, 0(a3)
  addi gp, gp, 1
  bne a0, a5, fail
  addi a3, a3, 4
  addi a2, a2, 1
  li a0, 128
  bne a2, a0, 1b

  # A sector that there is not: an error, and nothing else happens. The last one is the seventh.
  command block_read, 8
  finished
  check a0, block_done + block_error
  command block_write, 0xffffffff
  finished
  check a0, block_done + block_error
  lw a0, block_buffer(s0)
  check a0, 0xb10c0000
  # Each bit is acknowledged by itself, and the next command clears both.
  li a0, block_done
  sw a0, block_status(s0)
  lw a0, block_status(s0)
  check a0, block_error
  command block_read, 0
  finished
  check a0, block_done
  filled 0
  li a0, block_done
  sw a0, block_status(s0)

  # The interrupt: source 1 of the interrupt controller.
  li s1, 0x0c000000
  li s2, 0x0c200000
  li a0, 1
  sw a0, 4(s1)
  li a0, 2
  li a1, 0x0c002000
  sw a0, 0(a1)
  sw zero, 0(s2)
  csrsi mstatus, 8
  li a0, 0x800
  csrs mie, a0
  # Not while it is not enabled.
  command block_read, 1
  finished
  lw a0, 4(s2)
  check a0, 0
  check s8, -1
  # As soon as it is: done is still there.
  li a0, 1
  sw a0, block_interrupt_enable(s0)
  interrupted
  li a0, block_done
  sw a0, block_status(s0)
  li a0, 1
  sw a0, 4(s2)
  lw a0, 4(s2)
  check a0, 0
  forget
  # And when a command is done, or cannot be.
  .irp number, 3, 8
  li a0, 0x800
  csrs mie, a0
  command block_read, \number
  interrupted
  lw a0, block_status(s0)
  andi a0, a0, block_busy + block_done
  check a0, block_done
  sw a0, block_status(s0)
  li a0, 1
  sw a0, 4(s2)
  forget
  .endr
  csrw mie, zero
  end
