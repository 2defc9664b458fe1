/* What the monitor of the demonstration says before anything is decrypted, in plaintext: a greeting, and the first bytes of the
 * program as they lie in memory. No stack; changes a0 to a2 and t0 to t4. */
  .section .monitor.text, "ax"
  .globl greet
greet:
  mv t3, ra
  la a0, greeting
  jal put
  la a1, _start
  addi a2, a1, 16
byte:
  lbu t2, 0(a1)
  srli a0, t2, 4
  jal put_digit
  andi a0, t2, 15
  jal put_digit
  li t0, ' '
  jal put_character_of_greeting
  addi a1, a1, 1
  bltu a1, a2, byte
  la a0, end_of_line
  jal put
  jr t3

  /* The text at a0. */
put:
  mv t2, ra
1:
  lbu t0, 0(a0)
  beqz t0, 2f
  jal put_character_of_greeting
  addi a0, a0, 1
  j 1b
2:
  jr t2

  /* The hexadecimal digit a0. */
put_digit:
  la t0, digits
  add t0, t0, a0
  lbu t0, 0(t0)

  /* The character t0. */
put_character_of_greeting:
  li t1, 0x10000000
1:
  lbu t4, 5(t1)
  andi t4, t4, 0x20
  beqz t4, 1b
  sb t0, 0(t1)
  ret

  .section .monitor.data, "aw"
greeting:
  .ascii "\r\nKeyline. The monitor is plaintext; the program behind it is not.\r\n"
  .asciz "Its first bytes in memory:   "
digits:
  .ascii "0123456789abcdef"
end_of_line:
  .asciz "\r\n"
