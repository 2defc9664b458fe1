/* What nobody outside may see, for a simulation that looks for it outside (docs/system.md, section 1): keys that are
 * computed by instructions look like any other number. `slti` to x0 is a hint: processors execute it as nothing. */
#pragma once

/* The bytes that lie at a place now; their number is a constant from 8 to 2047. */
#ifdef __riscv
#define DECLARE_SECRET(place, bytes) __asm__ volatile("slti zero, %0, %1" : : "r"(place), "i"(bytes) : "memory")
#else
#define DECLARE_SECRET(place, bytes) ((void)(place))
#endif
