#pragma once
#include <stdint.h>

/// The return address of the function this is inlined into: the place of its call.
__attribute__((always_inline)) static inline uintptr_t caller_address(void) {
  return (uintptr_t)__builtin_return_address(0);
}

/// The load address of the program or library that contains `address`, 0 if none; `*path` becomes its file.
uintptr_t image_base(uintptr_t address, const char **path);
