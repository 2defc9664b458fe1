// The C and C++ sources that are compiled together with each verilated model, as text. They travel inside the
// program, so that an installed tool needs no source tree.
#pragma once

#pragma clang assume_nonnull begin

// simulation_abi.h, the interface above.
const char *simulation_abi_source(void);
// simulation_output.hpp, read before everything else, Verilator's run time included.
const char *simulation_output_source(void);
// simulation_harness.hpp, the implementation of the interface around one model.
const char *simulation_harness_source(void);
// simulation_bare_loop.hpp, a program around one model, without the interface.
const char *simulation_bare_loop_source(void);

#pragma clang assume_nonnull end
