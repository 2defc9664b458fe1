/* How a process begins: in plaintext, which does no more than enter encrypted mode at the one place where its maker
 * allows it. With PLAINTEXT it stays what it is; with AUTOMATIC besides, its mode follows its regions. */

  .section .plain.text, "ax"
  .globl enter
enter:
#ifdef PLAINTEXT
#ifdef AUTOMATIC
  # system_method
  li a0, 1
  li a7, 12
  ecall
  beqz a0, start
  li a7, 0
  ecall
#else
  tail start
#endif
#else
  la t0, start
  # cryptomode t0, t0; it comes back only when it is refused.
  .insn r 0x0b, 1, 1, t0, t0, x0
  addi a0, t0, 0x300
  li a7, 0
  ecall
#endif

  .section .text.start, "ax"
  .globl start
start:
  la sp, stack_top
  call main
  call system_exit

  .section .rodata.process_name, "a", @progbits
  .globl process_name
process_name:
  .asciz PROCESS

  # With a word that has contents the whole region is in the file.
  .section .data.first, "aw", @progbits
  .word 0
