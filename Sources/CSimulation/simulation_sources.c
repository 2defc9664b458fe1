#include "simulation_sources.h"

// `#embed` is C23; clang has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char abi[] = {
#embed "include/simulation_abi.h"
  , 0
};

static const char output[] = {
#embed "simulation_output.hpp"
  , 0
};

static const char harness[] = {
#embed "simulation_harness.hpp"
  , 0
};

static const char bare_loop[] = {
#embed "simulation_bare_loop.hpp"
  , 0
};

const char *simulation_abi_source(void) { return abi; }
const char *simulation_output_source(void) { return output; }
const char *simulation_harness_source(void) { return harness; }
const char *simulation_bare_loop_source(void) { return bare_loop; }
