// Wraps one verilated model as the function table of simulation_abi.h.
//
// `design.h`, generated beside it, describes the model:
//   DESIGN_PORTS(PORT)   PORT(index, name, member, width, direction) for every port
//   DESIGN_CLOCK         the member that is the clock, and DESIGN_CLOCK_INDEX, its index; neither is defined for a
//                        combinational design
//   DESIGN_WAVEFORM      the trace class, with its header DESIGN_WAVEFORM_HEADER; not defined without tracing
//   DESIGN_COVERAGE      defined when coverage is collected

#include "Model.h"
#include "design.h"
#include "simulation_abi.h"
#include "verilated.h"

#ifdef DESIGN_WAVEFORM
#include DESIGN_WAVEFORM_HEADER
#endif
#ifdef DESIGN_COVERAGE
#include "verilated_cov.h"
#endif

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>

namespace {

struct Instance {
  const uint64_t identity;
  std::unique_ptr<VerilatedContext> context;
  std::unique_ptr<Model> model;
#ifdef DESIGN_WAVEFORM
  std::unique_ptr<DESIGN_WAVEFORM> waveform;
#endif
  uint64_t cycle = 0;
  bool settled = false;  // the first half of the next cycle has been evaluated
  int32_t gate = SIMULATION_OK;
  int32_t status = SIMULATION_OK;

  std::string log;
  size_t reported = 0;  // how much of the log earlier halts have used
  std::string message;
  std::string file;
  int32_t line = 0;

  explicit Instance(uint64_t identity) : identity{identity} {}
};

// Verilator's hooks (printing, $stop, errors) do not say which model calls, so each thread remembers whom it evaluates.
// The identity never repeats; an address would, once an instance is destroyed by another thread.
struct Current {
  Instance *instance = nullptr;
  uint64_t identity = 0;
};
thread_local Current current;

void enter(Instance *instance) {
  if (VL_LIKELY(current.identity == instance->identity)) return;
  current = {instance, instance->identity};
  Verilated::threadContextp(instance->context.get());
}

void leave(const Instance *instance) {
  if (current.identity == instance->identity) current = {};
}

// Keeps the most severe halt of an evaluation, and of equals the first.
void halt(int32_t status, const char *file, int line, const std::string &message) {
  Instance *instance = current.instance;
  if (status <= instance->status) return;
  instance->status = status;
  instance->file = file ? file : "";
  instance->line = line;
  instance->message = message;
  instance->reported = instance->log.size();
  if (status >= SIMULATION_FATAL) instance->gate = SIMULATION_DEAD;
}

// What the design printed for this halt: the text behind the last `LABEL: FILE:LINE: `, without its line end.
bool printed(const char *label, const char *file, int line, std::string &message) {
  const Instance *instance = current.instance;
  const std::string prefix = std::string{label} + ": " + (file ? file : "") + ":" + std::to_string(line) + ": ";
  const size_t start = instance->log.rfind(prefix);
  if (start == std::string::npos || start < instance->reported) return false;
  message = instance->log.substr(start + prefix.size());
  while (!message.empty() && message.back() == '\n') message.pop_back();
  return true;
}

struct Fatal {};

template <class Body>
int32_t evaluating(Instance *instance, Body body) {
  if (VL_UNLIKELY(instance->gate != SIMULATION_OK)) return instance->gate;
  enter(instance);
  instance->status = SIMULATION_OK;
  try {
    body();
  } catch (const Fatal &) {
  } catch (const std::exception &error) {
    halt(SIMULATION_EXCEPTION, nullptr, 0, error.what());
  } catch (...) {
    halt(SIMULATION_EXCEPTION, nullptr, 0, "an exception of unknown type");
  }
  return instance->status;
}

void step(Instance *instance) {
  instance->model->eval();
#ifdef DESIGN_WAVEFORM
  if (VL_UNLIKELY(instance->waveform)) instance->waveform->dump(instance->context->time());
#endif
  instance->context->timeInc(1);
}

#ifdef DESIGN_CLOCK
void clock_low(Instance *instance) {
  instance->model->DESIGN_CLOCK = 0;
  instance->settled = true;
  step(instance);
}

void cycle(Instance *instance) {
  if (!instance->settled) clock_low(instance);
  instance->settled = false;
  instance->model->DESIGN_CLOCK = 1;
  step(instance);
  ++instance->cycle;
}
#endif

Instance *as_instance(void *pointer) { return static_cast<Instance *>(pointer); }

}  // namespace

// Verilator's run time calls these; it is compiled without its own, which end the process.

extern "C" int simulation_print(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  const int length = vsnprintf(nullptr, 0, format, arguments);
  va_end(arguments);
  if (length > 0 && current.instance) {
    std::string &log = current.instance->log;
    const size_t start = log.size();
    log.resize(start + length + 1);
    vsnprintf(&log[start], length + 1, format, again);
    log.resize(start + length);
  }
  va_end(again);
  return length;
}

void vl_finish(const char *file, int line, const char *) { halt(SIMULATION_FINISH, file, line, ""); }

// $stop, failed assertions, $error and $fatal all arrive here; only what they printed before tells them apart. (Verilator
// 5.006 prints $fatal as an %Error, later versions as a %Fatal.)
void vl_stop(const char *file, int line, const char *) {
  std::string message;
  if (printed("%Fatal", file, line, message)) {
    halt(SIMULATION_FATAL, file, line, message);
  } else if (printed("%Error", file, line, message)) {
    halt(SIMULATION_ASSERTION, file, line, message);
  } else {
    halt(SIMULATION_STOP, file, line, "");
  }
}

// Must not return: the run time goes on as if the process had ended.
void vl_fatal(const char *file, int line, const char *, const char *message) {
  const bool oscillates = message && std::strstr(message, "did not converge");
  halt(oscillates ? SIMULATION_NOT_CONVERGED : SIMULATION_FATAL, file, line, message ? message : "");
  throw Fatal{};
}

namespace {

uint32_t storage_of(uint32_t width) {
  return width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : width <= 64 ? 8 : (width + 31) / 32 * 4;
}

const simulation_port ports[] = {
#define PORT(index, name, member, width, direction) {name, width, sizeof(Model::member), direction},
    DESIGN_PORTS(PORT)
#undef PORT
};

void *create(const char *const *arguments, int32_t count) {
  // A new seed makes every thread of the process start its random sequence again, so two constructions at once would
  // disturb each other's initial values.
  static std::mutex constructing;
  static std::atomic<uint64_t> identities{0};
  const std::lock_guard<std::mutex> lock{constructing};
  std::unique_ptr<Instance> instance{new Instance{++identities}};
  try {
    instance->context.reset(new VerilatedContext);
    enter(instance.get());
    instance->context->fatalOnError(false);
#ifdef DESIGN_WAVEFORM
    instance->context->traceEverOn(true);
#endif
    // Verilator takes an error of any earlier call for one of its own number conversion.
    errno = 0;
    instance->context->commandArgs(count, const_cast<const char **>(arguments));
    instance->model.reset(new Model{instance->context.get(), ""});
  } catch (...) {
    leave(instance.get());
    return nullptr;
  }
  for (const simulation_port &port : ports) {
    if (port.storage != storage_of(port.width)) return nullptr;
  }
  return instance.release();
}

void stop_waveform(void *pointer) {
#ifdef DESIGN_WAVEFORM
  Instance *instance = as_instance(pointer);
  if (!instance->waveform) return;
  enter(instance);
  instance->waveform->close();
  instance->waveform.reset();
#endif
}

void destroy(void *pointer) {
  Instance *instance = as_instance(pointer);
  stop_waveform(pointer);
  // `final` blocks may print or stop, but there is no one left to tell.
  evaluating(instance, [&] { instance->model->final(); });
  enter(instance);
  instance->model.reset();
  leave(instance);
  delete instance;
}

void *port_storage(void *pointer, uint32_t port) {
  Model &model = *as_instance(pointer)->model;
  switch (port) {
#define PORT(index, name, member, width, direction) \
  case index: return const_cast<void *>(static_cast<const volatile void *>(&model.member));
    DESIGN_PORTS(PORT)
#undef PORT
  }
  return nullptr;
}

uint64_t *cycle_counter(void *pointer) { return &as_instance(pointer)->cycle; }

int32_t *gate(void *pointer) { return &as_instance(pointer)->gate; }

int32_t evaluate(void *pointer) {
  Instance *instance = as_instance(pointer);
  return evaluating(instance, [=] { step(instance); });
}

#ifdef DESIGN_CLOCK
int32_t settle(void *pointer) {
  Instance *instance = as_instance(pointer);
  return evaluating(instance, [=] { clock_low(instance); });
}

int32_t tick(void *pointer) {
  Instance *instance = as_instance(pointer);
  return evaluating(instance, [=] { cycle(instance); });
}

int32_t run(void *pointer, uint64_t cycles) {
  Instance *instance = as_instance(pointer);
  return evaluating(instance, [=] {
    for (uint64_t done = 0; done < cycles && instance->status == SIMULATION_OK; ++done) cycle(instance);
  });
}

uint64_t low_bits(const void *storage, uint32_t bytes) {
  switch (bytes) {
    case 1: return *static_cast<const CData *>(storage);
    case 2: return *static_cast<const SData *>(storage);
    case 4: return *static_cast<const IData *>(storage);
    default: break;
  }
  uint64_t value;
  std::memcpy(&value, storage, sizeof value);
  return value;
}

int32_t run_until(void *pointer, uint32_t port, uint64_t mask, uint64_t value, uint64_t limit) {
  Instance *instance = as_instance(pointer);
  const void *storage = port_storage(pointer, port);
  bool reached = false;
  const int32_t status = evaluating(instance, [&] {
    for (uint64_t done = 0; done < limit && !reached && instance->status == SIMULATION_OK; ++done) {
      cycle(instance);
      reached = (low_bits(storage, ports[port].storage) & mask) == value;
    }
  });
  return status != SIMULATION_OK ? status : reached ? SIMULATION_OK : SIMULATION_LIMIT;
}
#else
int32_t settle(void *) { return SIMULATION_NO_CLOCK; }
int32_t tick(void *) { return SIMULATION_NO_CLOCK; }
int32_t run(void *, uint64_t) { return SIMULATION_NO_CLOCK; }
int32_t run_until(void *, uint32_t, uint64_t, uint64_t, uint64_t) { return SIMULATION_NO_CLOCK; }
#endif

simulation_halt last_halt(void *pointer) {
  const Instance *instance = as_instance(pointer);
  return {instance->message.c_str(), instance->file.empty() ? nullptr : instance->file.c_str(), instance->line};
}

const char *log_text(void *pointer) { return as_instance(pointer)->log.c_str(); }

void clear_log(void *pointer) {
  as_instance(pointer)->log.clear();
  as_instance(pointer)->reported = 0;
}

int32_t start_waveform(void *pointer, const char *path) {
#ifdef DESIGN_WAVEFORM
  stop_waveform(pointer);
  Instance *instance = as_instance(pointer);
  return evaluating(instance, [=] {
    const int every_level = 99;
    instance->waveform.reset(new DESIGN_WAVEFORM);
    instance->model->trace(instance->waveform.get(), every_level);
    instance->waveform->open(path);
  });
#else
  (void)pointer, (void)path;
  return SIMULATION_UNAVAILABLE;
#endif
}

int32_t write_coverage(void *pointer, const char *path) {
#ifdef DESIGN_COVERAGE
  Instance *instance = as_instance(pointer);
  return evaluating(instance, [=] { instance->context->coveragep()->write(path); });
#else
  (void)pointer, (void)path;
  return SIMULATION_UNAVAILABLE;
#endif
}

const simulation_api api = {
    SIMULATION_ABI_VERSION, sizeof ports / sizeof ports[0], ports,
    create, destroy, port_storage, cycle_counter, gate,
    evaluate, settle, tick, run, run_until,
    last_halt, log_text, clear_log,
    start_waveform, stop_waveform, write_coverage,
};

}  // namespace

extern "C" __attribute__((visibility("default"))) const simulation_api *simulation_model(void) { return &api; }
