/* Random bytes from the register `seed` (RISC-V Zkr; docs/randomness.md). A program in user mode may read it if the
 * operating system has set USEED in `mseccfg`; otherwise `random_bytes` ends in an illegal instruction exception, and
 * never in bytes that somebody chose. */
#pragma once
#include "result.h"
#include <stddef.h>

/* Fills memory with random bytes, good enough for keys. Waits for the noise source. NO_ENTROPY when the source is dead:
 * the memory is zero then. */
enum cryptography_result random_bytes(void *memory, size_t size);
