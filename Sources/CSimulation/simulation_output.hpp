// Sends what the design prints ($display, $error and Verilator's own messages) to the instance's log.
// Included ahead of Verilator's headers: verilated.h takes VL_PRINTF from whoever defines it first.
#pragma once

extern "C" __attribute__((visibility("hidden"), format(printf, 1, 2))) int simulation_print(const char *format, ...);

#define VL_PRINTF simulation_print
