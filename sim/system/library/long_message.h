/* Messages of any length: the system's have at most SYSTEM_MESSAGE_BYTES. Whoever carries the pieces can lose, change
 * and reorder them; what comes together of them is for the receiver to judge. */
#pragma once
#include "system.h"

enum { LONG_MESSAGE_MAXIMUM = 0xffff };

enum : int32_t {
  /* A piece that does not belong behind the one before it, or more than there is room for. */
  LONG_MESSAGE_BROKEN = -100,
};

/* In pieces, each with the size of the whole and its own place in it. Below 0 an error. */
int32_t long_message_send(int32_t process, const void *message, uint32_t bytes);

/* Waits for all pieces of a message. Its length; below 0 an error. */
int32_t long_message_receive(void *message, uint32_t room, int32_t process);
