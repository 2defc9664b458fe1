#define _GNU_SOURCE
#include "caller_address.h"
#include <dlfcn.h>

uintptr_t image_base(uintptr_t address, const char **path) {
  Dl_info info;
  if (!dladdr((const void *)address, &info)) return 0;
  *path = info.dli_fname;
  return (uintptr_t)info.dli_fbase;
}
