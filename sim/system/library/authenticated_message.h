/* The messages of an authenticated exchange, as bytes: docs/authenticated-exchange.md, section 2. Numbers are
 * big-endian. */
#pragma once
#include <stdint.h>

enum message_type : uint8_t {
  MESSAGE_REFUSAL = 0,
  MESSAGE_REQUEST = 1,
  MESSAGE_RESPONSE = 2,
  MESSAGE_VALUE = 3,
  MESSAGE_OWNER_SIGNATURE = 4,
  MESSAGE_CLIENT_SIGNATURE = 5,
  MESSAGE_CONFIRMATION = 6,
};

enum { MESSAGE_VERSION = 1, MESSAGE_MAXIMUM = 2560, MESSAGE_CERTIFICATE_MAXIMUM = 1200 };

/* Whole, or empty. */
struct message {
  uint32_t size;
  uint8_t bytes[MESSAGE_MAXIMUM];
};

void message_begin(struct message *message, enum message_type type);

/* What does not fit empties the message for good. */
void message_put(struct message *message, const void *bytes, uint32_t size);
void message_put_byte(struct message *message, uint8_t byte);

/* With its size, two bytes, before it. */
void message_put_sized(struct message *message, const void *bytes, uint32_t size);

/* What of a message is not read yet. */
struct message_reader {
  const uint8_t *next, *end;
};

/* Begins to read, if it is a message of this type and version. */
bool message_open(struct message_reader *reader, const struct message *message, enum message_type type);

/* So many bytes, if they are there. */
bool message_take(struct message_reader *reader, const uint8_t **bytes, uint32_t size);
bool message_take_byte(struct message_reader *reader, uint8_t *byte);
bool message_take_sized(struct message_reader *reader, const uint8_t **bytes, uint32_t *size);
static inline bool message_is_read(const struct message_reader *reader) { return reader->next == reader->end; }
