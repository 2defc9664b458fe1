#define _GNU_SOURCE

#include "program_start.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

static int spawn(const char *path, char *const arguments[], char *const environment[], const char *folder,
                 pid_t *process, int output) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure != 0) return failure;
  failure = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(&actions, output, 1);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(&actions, output, 2);
  if (failure == 0 && folder) failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
  if (failure == 0) failure = posix_spawn(process, path, &actions, NULL, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int program_start(const char *path, char *const arguments[], char *const environment[], const char *folder,
                  pid_t *process, int *output) {
  int ends[2];
  // Without O_CLOEXEC a program that another thread starts would hold the pipe open.
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  int failure = spawn(path, arguments, environment, folder, process, ends[1]);
  close(ends[1]);
  if (failure != 0) {
    close(ends[0]);
    return failure;
  }
  *output = ends[0];
  return 0;
}
