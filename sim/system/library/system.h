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

/* The calls. Results from -4095 to -1 are errors, those of enum system_error. */
static inline bool is_error(int32_t result) { return result < 0 && result >= -4095; }

[[noreturn]] void system_exit(int32_t code);
void system_yield(void);
uint64_t system_time(void);
/* An address: memory for a region. In encrypted mode it cannot be used before it is one. */
int32_t system_allocate(uint32_t bytes);
int32_t system_share(struct name name, uint32_t bytes, uint32_t permitted);
int32_t system_map(struct name name);
/* An address: memory that everybody may see. */
int32_t system_allocate_public(uint32_t bytes);
int32_t system_share_public(struct name name, uint32_t bytes, uint32_t permitted);
int32_t system_map_public(struct name name);
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

/* Ends the process with a message when a result is an error. */
int32_t expect(int32_t result, const char *what);
