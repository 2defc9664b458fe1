/* For a library in plaintext, which processes share: the functions that they may call. It has no variables, since its
 * pages are the same for all. docs/system.md, "Libraries". */
#pragma once

/* The name has up to eight characters. The section type is that by which the kernel knows the table. */
#define EXPORTED(function)                                     \
  __asm__(                                                     \
      ".pushsection .exports, \"a\", @0x60000002\n.balign 4\n" \
      "export." #function ": .ascii \"" #function "\"\n"       \
      ".org export." #function " + 8\n"                        \
      ".word " #function "\n.popsection")
