/* System calls, for the kernel and for programs. The number is in a7, operands from a0 on; the result is in a0, or
 * below 0 an error. The kernel reads and writes a program's memory as it sees it, so what is passed by address has to
 * be in plaintext. */
#pragma once
#include <stdint.h>

enum system_call : uint32_t {
  /* a0: exit code. Does not return. */
  SYSTEM_EXIT,
  /* a0: address, a1: number of bytes: to the console. */
  SYSTEM_WRITE,
  /* Another process may run. */
  SYSTEM_YIELD,
  /* Now in a0 and a1, in ticks of the timer. */
  SYSTEM_TIME,
  /* a0: number of bytes, with SYSTEM_PUBLIC or without. Fresh pages of zeros, at the address in the result. */
  SYSTEM_ALLOCATE,
  /* a0, a1: name; a2: number of bytes, with SYSTEM_PUBLIC or without; a3: bit n is set when process n may map it. Pages that are shared under a name,
   * at the address in the result. */
  SYSTEM_SHARE,
  /* a0, a1: name; a2: SYSTEM_PUBLIC or 0. The pages that another process shares, at the address in the result. */
  SYSTEM_MAP,
  /* a0: process; a1: address, a2: number of bytes of a message. */
  SYSTEM_SEND,
  /* a0: address, a1: room for so many bytes. Waits for a message; the result is its length, and its sender is in a1. */
  SYSTEM_RECEIVE,
  /* a0, a1: name of a process. The result is its number. */
  SYSTEM_FIND,
  /* The own number. */
  SYSTEM_SELF,
  /* The number that whoever built the system gave to all of its processes. */
  SYSTEM_ARGUMENT,
  /* a0: 1 when the mode of the process is to follow its regions, 0 for instructions that shift it, as in the beginning
   * (SF-76). */
  SYSTEM_METHOD,
  /* The kernel writes the attribute registers as it sees them to the console. */
  SYSTEM_SHOW_REGIONS,
  /* a0, a1: name. Another process of the own program begins, with memory of its own, under the keys of the program; the
   * result is its number. */
  SYSTEM_START,
  /* All attribute registers are taken: another process gives one up until it runs again, if one can. */
  SYSTEM_MAKE_ROOM,
};

/* Memory in the upper half of the addresses: there a process in encrypted mode has what everybody may see. In the lower
 * half it has nothing but its regions. */
enum system_memory : uint32_t { SYSTEM_PUBLIC = 1u << 31 };

/* Every result from -4095 to -1 is an error; addresses may be below that. */
enum system_error : int32_t {
  /* Something at the address is not mapped, or the number of bytes is 0 or too large. */
  SYSTEM_BAD_OPERAND = -1,
  SYSTEM_NO_MEMORY = -2,
  /* No process, or no shared memory, has this name or number. */
  SYSTEM_UNKNOWN = -3,
  /* The name is taken. */
  SYSTEM_EXISTS = -4,
  /* Its owner does not permit it. */
  SYSTEM_DENIED = -5,
  /* The receiver has many messages already: try again. */
  SYSTEM_BUSY = -6,
  SYSTEM_NO_CALL = -7,
  /* The processor refuses it. */
  SYSTEM_REFUSED = -8,
};

enum {
  /* The longest message, in bytes. */
  SYSTEM_MESSAGE_BYTES = 1024,
};
