/* Messages in pieces, which this process sends to itself: whole, and with pieces lost, changed, reordered and of
 * another size. */
#include "long_message.h"
#include "checks.h"
#include "memory.h"

enum { ROOM = 2600, HEAD = 4, PIECE = SYSTEM_MESSAGE_BYTES - HEAD };

static uint8_t sent[ROOM + 1], received[ROOM + 1];

static void send_piece(uint32_t total, uint32_t place, uint32_t bytes) {
  static uint8_t piece[SYSTEM_MESSAGE_BYTES];
  piece[0] = (uint8_t)(total >> 8);
  piece[1] = (uint8_t)total;
  piece[2] = (uint8_t)(place >> 8);
  piece[3] = (uint8_t)place;
  memcpy(piece + HEAD, sent + place, bytes);
  expect(system_send(system_self(), piece, HEAD + bytes), "a piece");
}

/* What comes of one or two pieces; what they leave behind is taken away. */
static int32_t pieces(uint32_t total, uint32_t first, uint32_t first_bytes, uint32_t second_total, uint32_t second,
                      uint32_t second_bytes) {
  send_piece(total, first, first_bytes);
  if (second_total) send_piece(second_total, second, second_bytes);
  int32_t result = long_message_receive(received, ROOM, system_self());
  /* A word of its own behind them all. */
  expect(system_send(system_self(), "end", 3), "a word");
  while (expect(system_receive(&(uint8_t[SYSTEM_MESSAGE_BYTES]){}, SYSTEM_MESSAGE_BYTES, 0), "a word") != 3) {}
  return result;
}

int main(void) {
  int32_t self = system_self();
  for (uint32_t index = 0; index < sizeof sent; index++) sent[index] = (uint8_t)(index * 7 + (index >> 8));
  static const uint32_t sizes[] = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1, ROOM};
  for (uint32_t index = 0; index < sizeof sizes / sizeof *sizes; index++) {
    memset(received, 0, sizeof received);
    check_at(long_message_send(self, sent, sizes[index]) == 0, "it is sent", sizes[index]);
    check_at(long_message_receive(received, ROOM, self) == (int32_t)sizes[index], "it is received", sizes[index]);
    check_at(memcmp(sent, received, sizes[index]) == 0, "it is the same", sizes[index]);
    check_at(received[sizes[index]] == 0, "nothing is behind it", sizes[index]);
  }
  check(long_message_send(self, sent, LONG_MESSAGE_MAXIMUM + 1) == SYSTEM_BAD_OPERAND, "it is too long to be sent");

  check(pieces(300, 0, 100, 300, 100, 200) == 300 && memcmp(sent, received, 300) == 0, "two pieces");
  check(pieces(300, 100, 200, 300, 0, 100) == LONG_MESSAGE_BROKEN, "the second before the first");
  check(pieces(300, 0, 100, 300, 0, 200) == LONG_MESSAGE_BROKEN, "the first again");
  check(pieces(300, 0, 100, 300, 101, 199) == LONG_MESSAGE_BROKEN, "a byte is missing");
  check(pieces(300, 0, 100, 300, 100, 201) == LONG_MESSAGE_BROKEN, "a byte too much");
  check(pieces(300, 0, 100, 301, 100, 200) == LONG_MESSAGE_BROKEN, "another size");
  check(pieces(300, 0, 0, 0, 0, 0) == LONG_MESSAGE_BROKEN, "an empty piece");
  check(pieces(ROOM + 1, 0, 100, 0, 0, 0) == LONG_MESSAGE_BROKEN, "more than there is room for");
  expect(system_send(self, "abc", 3), "a word");
  check(long_message_receive(received, ROOM, self) == LONG_MESSAGE_BROKEN, "no head");
  send_piece(10, 0, 10);
  check(long_message_receive(received, ROOM, self + 1) == LONG_MESSAGE_BROKEN, "from somebody else");
  return checks_end();
}
