// Starting a program with what glibc offers beyond POSIX, which Swift does not see.
#pragma once

#include <sys/types.h>

/// Starts `path` in `folder` (the working folder when NULL), in the caller's own process group, with no input.
///
/// @param process the program's process identifier, to be waited for.
/// @param output the end of a pipe from which standard output and standard error are read, to be closed.
/// @return 0, or the number of the error.
int program_start(const char *path, char *const arguments[], char *const environment[], const char *folder,
                  pid_t *process, int *output);
