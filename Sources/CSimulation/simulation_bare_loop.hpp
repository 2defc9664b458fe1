// The measure of the typed ports' speed: the loop a C++ programmer would write around the same verilated model, compiled
// as a program of its own. Replays a recording, reads every output each cycle, and prints
//   cycles, CPU seconds, checksum
// Arguments: the recording, and how often to replay it.

#include "Model.h"
#include "design.h"
#include "verilated.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <vector>

enum { SIMULATION_INPUT = 0, SIMULATION_OUTPUT = 1 };

template <class Member>
inline void drive(Member &member, const uint8_t *&stimulus) {
  std::memcpy(&member, stimulus, sizeof member);
  stimulus += sizeof member;
}

inline void mix(uint64_t &checksum, uint64_t word) {
  checksum = (checksum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  checksum ^= checksum >> 32;
}

template <class Member>
inline void observe(const Member &member, uint64_t &checksum) {
  mix(checksum, member);
}

template <std::size_t words>
inline void observe(const VlWide<words> &member, uint64_t &checksum) {
  for (std::size_t word = 0; word < words; ++word) mix(checksum, member[word]);
}

static double cpu_seconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

static std::vector<uint8_t> contents(const char *path) {
  std::vector<uint8_t> bytes;
  FILE *file = std::fopen(path, "rb");
  if (!file) {
    std::perror(path);
    std::exit(1);
  }
  std::fseek(file, 0, SEEK_END);
  bytes.resize(std::size_t(std::ftell(file)));
  std::rewind(file);
  const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
  if (count != bytes.size()) {
    std::fprintf(stderr, "%s: cannot be read\n", path);
    std::exit(1);
  }
  return bytes;
}

int main(int count, char **arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: %s RECORDING REPETITIONS\n", arguments[0]);
    return 2;
  }
  const std::vector<uint8_t> recording = contents(arguments[1]);
  const unsigned long long repetitions = std::strtoull(arguments[2], nullptr, 10);
  const std::unique_ptr<VerilatedContext> context{new VerilatedContext};
  const char *const zeros[] = {"bare_loop", "+verilator+rand+reset+0"};
  context->commandArgs(2, const_cast<const char **>(zeros));
  const std::unique_ptr<Model> model{new Model{context.get(), ""}};

  unsigned long long cycles = 0;
  uint64_t checksum = 0;
  const double start = cpu_seconds();
  for (unsigned long long repetition = 0; repetition < repetitions; ++repetition) {
    const uint8_t *stimulus = recording.data();
    const uint8_t *const end = stimulus + recording.size();
    while (stimulus < end) {
#define PORT(index, name, member, width, direction) \
  if (direction == SIMULATION_INPUT && index != DESIGN_CLOCK_INDEX) drive(model->member, stimulus);
      DESIGN_PORTS(PORT)
#undef PORT
      model->DESIGN_CLOCK = 0;
      model->eval();
      context->timeInc(1);
      model->DESIGN_CLOCK = 1;
      model->eval();
      context->timeInc(1);
// By size, which is the order in which the typed ports are read.
#define PORT(index, name, member, width, direction) \
  if (direction == SIMULATION_OUTPUT && width <= 8) observe(model->member, checksum);
      DESIGN_PORTS(PORT)
#undef PORT
#define PORT(index, name, member, width, direction) \
  if (direction == SIMULATION_OUTPUT && width > 8 && width <= 16) observe(model->member, checksum);
      DESIGN_PORTS(PORT)
#undef PORT
#define PORT(index, name, member, width, direction) \
  if (direction == SIMULATION_OUTPUT && width > 16 && width <= 32) observe(model->member, checksum);
      DESIGN_PORTS(PORT)
#undef PORT
#define PORT(index, name, member, width, direction) \
  if (direction == SIMULATION_OUTPUT && width > 32 && width <= 64) observe(model->member, checksum);
      DESIGN_PORTS(PORT)
#undef PORT
#define PORT(index, name, member, width, direction) \
  if (direction == SIMULATION_OUTPUT && width > 64) observe(model->member, checksum);
      DESIGN_PORTS(PORT)
#undef PORT
      ++cycles;
    }
  }
  const double seconds = cpu_seconds() - start;
  model->final();
  std::printf("%llu %.9f %llu\n", cycles, seconds, static_cast<unsigned long long>(checksum));
  return 0;
}
