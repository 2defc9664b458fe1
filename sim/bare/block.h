/* Registers of the block device, for assembly: docs/core.md, section 2. */
  .equ block, 0x10001000
  .equ block_sector, 0
  .equ block_sectors, 4
  .equ block_command, 8
  .equ block_status, 12
  .equ block_interrupt_enable, 16
  .equ block_buffer, 0x200

  .equ block_read, 1
  .equ block_write, 2

  .equ block_busy, 1
  .equ block_done, 2
  .equ block_error, 4
