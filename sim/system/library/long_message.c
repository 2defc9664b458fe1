#include "long_message.h"
#include "memory.h"

/* Total size and place, two bytes each. */
enum { HEAD_BYTES = 4, PIECE_BYTES = SYSTEM_MESSAGE_BYTES - HEAD_BYTES };

int32_t long_message_send(int32_t process, const void *message, uint32_t bytes) {
  if (bytes > LONG_MESSAGE_MAXIMUM) return SYSTEM_BAD_OPERAND;
  uint8_t piece[SYSTEM_MESSAGE_BYTES];
  uint32_t place = 0;
  do {
    uint32_t count = bytes - place < PIECE_BYTES ? bytes - place : PIECE_BYTES;
    const uint8_t head[HEAD_BYTES] = {(uint8_t)(bytes >> 8), (uint8_t)bytes, (uint8_t)(place >> 8), (uint8_t)place};
    memcpy(piece, head, sizeof head);
    memcpy(piece + HEAD_BYTES, (const uint8_t *)message + place, count);
    int32_t result = system_send(process, piece, HEAD_BYTES + count);
    if (result < 0) return result;
    place += count;
  } while (place < bytes);
  return 0;
}

int32_t long_message_receive(void *message, uint32_t room, int32_t process) {
  uint8_t piece[SYSTEM_MESSAGE_BYTES];
  uint32_t place = 0, bytes;
  do {
    int32_t sender, length = system_receive(piece, sizeof piece, &sender);
    if (length < 0) return length;
    if (length < HEAD_BYTES || sender != process) return LONG_MESSAGE_BROKEN;
    uint32_t total = (uint32_t)piece[0] << 8 | piece[1], count = (uint32_t)length - HEAD_BYTES;
    if (place == 0) bytes = total;
    if (total != bytes || total > room || ((uint32_t)piece[2] << 8 | piece[3]) != place || count > total - place ||
        (count == 0 && total != 0))
      return LONG_MESSAGE_BROKEN;
    memcpy((uint8_t *)message + place, piece + HEAD_BYTES, count);
    place += count;
  } while (place < bytes);
  return (int32_t)bytes;
}
