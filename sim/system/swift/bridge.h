/* What Swift calls of the library in C, and what it has no words for. */
#pragma once
#include "../library/sharing.h"
#include "authenticated.h"
#include "constant_time.h"
#include "identity.h"
#include "long_message.h"

/* Calls that take a name, which ends with a zero. */
static inline int32_t find_process(const char *text) { return system_find(name(text)); }
static inline int32_t share_memory(const char *text, uint32_t bytes, uint32_t permitted) {
  return system_share(name(text), bytes, permitted);
}
static inline int32_t map_memory(const char *text) { return system_map(name(text)); }

/* Waits for a message, whatever it says. */
static inline int32_t receive_anything(int32_t *sender) {
  uint8_t message[SYSTEM_MESSAGE_BYTES];
  return system_receive(message, sizeof message, sender);
}

/* Memory that another process may change at any time: each access happens once, where it is written. */
static inline uint32_t shared_word(const void *address) { return *(const volatile uint32_t *)address; }
static inline void set_shared_word(void *address, uint32_t word) { *(volatile uint32_t *)address = word; }
static inline uint8_t shared_byte(const void *address) { return *(const volatile uint8_t *)address; }
static inline void set_shared_byte(void *address, uint8_t byte) { *(volatile uint8_t *)address = byte; }

static inline const uint8_t *public_value(const struct exchange *exchange) { return exchange->own; }

static inline suite_set all_suites(void) { return SUITE_SET_ALL; }
static inline uint8_t *message_bytes(struct message *message) { return message->bytes; }

/* Prints the name of the process, which start.S has from the builder, and says how long it is. */
extern const char process_name[];
static inline int32_t print_process_name(void) {
  int32_t length = 0;
  while (process_name[length]) length++;
  print(process_name);
  return length;
}
