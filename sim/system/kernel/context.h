/* What the kernel keeps of a thread while it does not run, for assembly and for Swift. Of a domain in encrypted mode
 * these are zeros, and the real ones stay in the processor: docs/encrypted-execution.md, section 3. */
#pragma once

#define CONTEXT_PC 0
#define CONTEXT_REGISTER 0
#define CONTEXT_CAUSE 128
#define CONTEXT_VALUE 132
#define CONTEXT_DOMAIN 136
#define CONTEXT_TRANSLATION 140
#define CONTEXT_KERNEL_STACK 144

#ifndef __ASSEMBLER__
#include <stdint.h>

struct context {
  /* x1 to x31 in their places; the pc in that of x0. */
  uint32_t registers[32];
  /* scause and stval of the last trap. */
  uint32_t cause;
  uint32_t value;
  /* sdomain: the domain that runs; after a trap with bit 31 set when it was in encrypted mode. */
  uint32_t domain;
  /* satp of the process. */
  uint32_t translation;
  uint32_t kernel_stack;
};

/* Lets a thread run in user mode until it traps. */
void resume(struct context *context);
#endif
