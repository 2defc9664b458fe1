/* For a process: functions of a library in plaintext that the system has. It fills in where they are before the process
 * begins; a table of that is in plaintext. docs/system.md, "Libraries". */
#pragma once
#include "system.h"

/* A function of a library, both with names of up to eight characters, that takes so many words of arguments, at most
 * eight. It gets them in registers, and finds nothing else there. */
#define IMPORTED(library, function, arguments)                          \
  __asm__(                                                              \
      ".pushsection .plain.imports, \"aw\", @0x60000001\n.balign 4\n"   \
      "import." #function ": .ascii \"" #library "\"\n"                 \
      ".org import." #function " + 8\n.ascii \"" #function "\"\n"       \
      ".org import." #function " + 20\n.popsection\n"                   \
      ".pushsection .text.imported." #function ", \"ax\", @progbits\n"  \
      ".globl " #function "\n" #function ": la t0, import." #function   \
      "\nli t3, " #arguments "\ntail call_imported\n.popsection")

/* Memory in plaintext, for what is passed by address. */
#define PLAIN __attribute__((section(".plain.data")))
