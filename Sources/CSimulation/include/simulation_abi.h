// What a simulated model's shared library offers its host: one table of functions, found by `simulation_model`.
// Plain C, so that the host needs neither Verilator's headers nor the model's compiler.
#pragma once

#include <stdint.h>

#define SIMULATION_ABI_VERSION 2u

#ifdef __clang__
#pragma clang assume_nonnull begin
#define SIMULATION_NULLABLE _Nullable
#define SIMULATION_NONNULL _Nonnull
#else
#define SIMULATION_NULLABLE
#define SIMULATION_NONNULL
#endif

// How an evaluation ended. A higher value outranks a lower one that happened in the same evaluation.
enum {
  SIMULATION_OK = 0,
  SIMULATION_FINISH = 1,          // $finish
  SIMULATION_STOP = 2,            // $stop
  SIMULATION_ASSERTION = 3,       // a failed assertion, or $error
  SIMULATION_FATAL = 4,           // $fatal, or an error of the Verilator run time
  SIMULATION_NOT_CONVERGED = 5,   // a combinational loop that keeps oscillating
  SIMULATION_EXCEPTION = 6,       // a C++ exception left the model

  // The evaluation did not take place.
  SIMULATION_DEAD = 7,            // an earlier one ended with SIMULATION_FATAL or above
  SIMULATION_REFUSED = 8,         // the host closed the gate
  SIMULATION_NO_CLOCK = 9,        // a clock cycle was asked of a design without a clock
  SIMULATION_LIMIT = 10,          // `run_until` used up its cycles
  SIMULATION_UNAVAILABLE = 11,    // the library was built without this feature
};

enum { SIMULATION_INPUT = 0, SIMULATION_OUTPUT = 1 };

typedef struct {
  const char *name;
  uint32_t width;                 // bits
  uint32_t storage;               // bytes: 1, 2, 4 or 8, above 64 bits little-endian 32-bit words
  int32_t direction;              // SIMULATION_INPUT or SIMULATION_OUTPUT
} simulation_port;

typedef struct {
  const char *message;            // empty when the design gave none
  const char *SIMULATION_NULLABLE file;
  int32_t line;
} simulation_halt;

typedef struct {
  uint32_t abi_version;
  uint32_t port_count;
  const simulation_port *ports;

  // Arguments are Verilator's `+verilator+...`. Null when the model could not be constructed.
  void *SIMULATION_NULLABLE (*SIMULATION_NONNULL create)(
    const char *SIMULATION_NULLABLE const *SIMULATION_NULLABLE arguments, int32_t count);
  void (*destroy)(void *instance);

  // Addresses that stay valid for the life of the instance: a port's storage, the count of clock cycles done, and the
  // gate. While the gate is not 0 every evaluation returns its value at once.
  void *SIMULATION_NONNULL (*SIMULATION_NONNULL port_storage)(void *instance, uint32_t port);
  uint64_t *SIMULATION_NONNULL (*SIMULATION_NONNULL cycle)(void *instance);
  int32_t *SIMULATION_NONNULL (*SIMULATION_NONNULL gate)(void *instance);

  // Each returns a SIMULATION_ status. A tick is: clock low, evaluate, clock high, evaluate. `settle` is its first half:
  // the tick after it goes on with the clock high.
  int32_t (*evaluate)(void *instance);
  int32_t (*settle)(void *instance);
  int32_t (*tick)(void *instance);
  int32_t (*run)(void *instance, uint64_t cycles);
  // Ticks until (port & mask) == value after a tick; looks at the low 64 bits of the port.
  int32_t (*run_until)(void *instance, uint32_t port, uint64_t mask, uint64_t value, uint64_t limit);

  // Details of the last status that was not SIMULATION_OK; valid until the next evaluation.
  simulation_halt (*halt)(void *instance);
  // Everything the design printed since creation or `clear_log`; valid until the next call.
  const char *SIMULATION_NONNULL (*SIMULATION_NONNULL log)(void *instance);
  void (*clear_log)(void *instance);

  int32_t (*start_waveform)(void *instance, const char *path);
  void (*stop_waveform)(void *instance);
  int32_t (*write_coverage)(void *instance, const char *path);
} simulation_api;

// The type of `simulation_model`, the library's only export.
typedef const simulation_api *SIMULATION_NONNULL (*SIMULATION_NONNULL simulation_model_function)(void);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif
