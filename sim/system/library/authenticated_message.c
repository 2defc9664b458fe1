#include "authenticated_message.h"
#include "memory.h"

void message_begin(struct message *message, enum message_type type) {
  message->bytes[0] = MESSAGE_VERSION;
  message->bytes[1] = type;
  message->size = 2;
}

void message_put(struct message *message, const void *bytes, uint32_t size) {
  if (message->size == 0 || size > MESSAGE_MAXIMUM - message->size) {
    message->size = 0;
    return;
  }
  memcpy(message->bytes + message->size, bytes, size);
  message->size += size;
}

void message_put_byte(struct message *message, uint8_t byte) { message_put(message, &byte, 1); }

void message_put_sized(struct message *message, const void *bytes, uint32_t size) {
  message_put_byte(message, (uint8_t)(size >> 8));
  message_put_byte(message, (uint8_t)size);
  message_put(message, bytes, size);
}

bool message_open(struct message_reader *reader, const struct message *message, enum message_type type) {
  if (message->size < 2 || message->size > MESSAGE_MAXIMUM) return false;
  *reader = (struct message_reader){message->bytes + 2, message->bytes + message->size};
  return message->bytes[0] == MESSAGE_VERSION && message->bytes[1] == type;
}

bool message_take(struct message_reader *reader, const uint8_t **bytes, uint32_t size) {
  if ((uint32_t)(reader->end - reader->next) < size) return false;
  *bytes = reader->next;
  reader->next += size;
  return true;
}

bool message_take_byte(struct message_reader *reader, uint8_t *byte) {
  const uint8_t *found;
  if (!message_take(reader, &found, 1)) return false;
  *byte = *found;
  return true;
}

bool message_take_sized(struct message_reader *reader, const uint8_t **bytes, uint32_t *size) {
  const uint8_t *number;
  if (!message_take(reader, &number, 2)) return false;
  *size = (uint32_t)number[0] << 8 | number[1];
  return message_take(reader, bytes, *size);
}
