/* The operating system, for a process in encrypted mode. What it is told goes through a page in plaintext: everybody
 * can read that. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "../system_calls.h"

/* For data that everybody may see, such as a certificate: encrypted like all data, but the search for what must stay
 * inside does not look for it. */
#define PUBLIC __attribute__((section(".public")))

/* Text for the console, up to a zero. A line appears at its end. */
void print(const char *text);
void print_number(int32_t number);
void print_hexadecimal(uint32_t number);

/* A name of up to eight characters, as the calls take it. */
struct name {
  uint32_t low;
  uint32_t high;
};
struct name name(const char *text);

/* The calls. Results below 0 are those of enum system_error. */
[[noreturn]] void system_exit(int32_t code);
void system_yield(void);
uint64_t system_time(void);
/* An address. */
int32_t system_allocate(uint32_t bytes);
/* An address. */
int32_t system_share(struct name name, uint32_t bytes, uint32_t permitted);
/* An address. */
int32_t system_map(struct name name);
/* A message goes out in plaintext. Waits while the receiver has many. */
int32_t system_send(int32_t process, const void *message, uint32_t bytes);
/* The number of bytes; the sender's number, as the system says, in *sender. */
int32_t system_receive(void *message, uint32_t room, int32_t *sender);
int32_t system_find(struct name name);
int32_t system_self(void);
int32_t system_argument(void);
void system_show_regions(void);
/* The number of another process of the own program, which begins as this one did. */
int32_t system_start(struct name name);
/* Another process gives up an attribute register; below 0 when none can. */
int32_t system_make_room(void);

/* Ends the process with a message. */
[[noreturn]] void fail(const char *what);

/* Ends the process with a message when a result is below 0. */
int32_t expect(int32_t result, const char *what);
