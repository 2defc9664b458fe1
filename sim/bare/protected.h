/* Marks for the functions and variables of a program that are to be protected: `keyline run --protect-marked`. All
 * others stay in plaintext. docs/writing-programs.md, section 5.
 *
 * Marked is what stands alone. The compiler must not carry anything that it knows of a marked function or constant into
 * plaintext: so they are weak, which forbids that, and cannot be static. */
#pragma once

/* A function: its instructions are encrypted. Everybody may call it; arguments and results are in registers. */
#define PROTECTED __attribute__((weak, section(".protected.text")))

/* A variable that only marked functions use. */
#define PROTECTED_DATA __attribute__((weak, section(".protected.data")))

/* A constant that only marked functions use. */
#define PROTECTED_CONSTANT __attribute__((weak, section(".protected.constants")))

/* Marked functions may call this one, which is in plaintext and has been declared: what they pass to it leaves the
 * protected part. */
#define PROTECTED_MAY_CALL(function)                               \
  extern __typeof__(function) function __attribute__((noinline)); \
  __asm__(".pushsection .protected.calls, \"\", @progbits\n.asciz \"" #function "\"\n.popsection")
