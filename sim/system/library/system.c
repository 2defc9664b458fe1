#include "system.h"

/* What the system reads and writes: in plaintext, whatever else is not. */
__attribute__((section(".plain.data"), aligned(4096))) static uint8_t window[2048];

/* The line that is being printed: it goes out at its end, so that lines of several processes do not mix. */
__attribute__((section(".plain.data"))) static char line[128];
static uint32_t line_length;

static uint64_t call(uint32_t number, uint32_t first, uint32_t second, uint32_t third, uint32_t fourth) {
  register uint32_t a0 __asm__("a0") = first;
  register uint32_t a1 __asm__("a1") = second;
  register uint32_t a2 __asm__("a2") = third;
  register uint32_t a3 __asm__("a3") = fourth;
  /* The other argument registers are shown to the system too, and must hold nothing. */
  register uint32_t a4 __asm__("a4") = 0;
  register uint32_t a5 __asm__("a5") = 0;
  register uint32_t a6 __asm__("a6") = 0;
  register uint32_t a7 __asm__("a7") = number;
  __asm__ volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a6), "r"(a7) : "memory");
  return (uint64_t)a1 << 32 | a0;
}

static void flush(void);

void system_exit(int32_t code) {
  if (line_length) flush();
  for (;;) call(SYSTEM_EXIT, (uint32_t)code, 0, 0, 0);
}

void system_yield(void) { call(SYSTEM_YIELD, 0, 0, 0, 0); }

uint64_t system_time(void) { return call(SYSTEM_TIME, 0, 0, 0, 0); }

int32_t system_allocate(uint32_t bytes) { return (int32_t)call(SYSTEM_ALLOCATE, bytes, 0, 0, 0); }

int32_t system_share(struct name name, uint32_t bytes, uint32_t permitted) {
  return (int32_t)call(SYSTEM_SHARE, name.low, name.high, bytes, permitted);
}

int32_t system_map(struct name name) { return (int32_t)call(SYSTEM_MAP, name.low, name.high, 0, 0); }

int32_t system_allocate_public(uint32_t bytes) { return system_allocate(bytes | SYSTEM_PUBLIC); }

int32_t system_share_public(struct name name, uint32_t bytes, uint32_t permitted) {
  return system_share(name, bytes | SYSTEM_PUBLIC, permitted);
}

int32_t system_map_public(struct name name) { return (int32_t)call(SYSTEM_MAP, name.low, name.high, SYSTEM_PUBLIC, 0); }

int32_t system_send(int32_t process, const void *message, uint32_t bytes) {
  if (bytes > SYSTEM_MESSAGE_BYTES) return SYSTEM_BAD_OPERAND;
  const uint8_t *from = message;
  for (uint32_t index = 0; index < bytes; index++) window[index] = from[index];
  for (;;) {
    int32_t result = (int32_t)call(SYSTEM_SEND, (uint32_t)process, (uint32_t)window, bytes, 0);
    if (result != SYSTEM_BUSY) return result;
    system_yield();
  }
}

int32_t system_receive(void *message, uint32_t room, int32_t *sender) {
  if (room > SYSTEM_MESSAGE_BYTES) room = SYSTEM_MESSAGE_BYTES;
  uint64_t result = call(SYSTEM_RECEIVE, (uint32_t)window, room, 0, 0);
  int32_t bytes = (int32_t)result;
  /* The system says how long it is, and is not to be believed. */
  if (bytes > (int32_t)room) return SYSTEM_BAD_OPERAND;
  uint8_t *to = message;
  for (int32_t index = 0; index < bytes; index++) to[index] = window[index];
  if (sender) *sender = (int32_t)(result >> 32);
  return bytes;
}

int32_t system_find(struct name name) { return (int32_t)call(SYSTEM_FIND, name.low, name.high, 0, 0); }

int32_t system_self(void) { return (int32_t)call(SYSTEM_SELF, 0, 0, 0, 0); }

int32_t system_argument(void) { return (int32_t)call(SYSTEM_ARGUMENT, 0, 0, 0, 0); }

void system_show_regions(void) { call(SYSTEM_SHOW_REGIONS, 0, 0, 0, 0); }

int32_t system_make_room(void) { return (int32_t)call(SYSTEM_MAKE_ROOM, 0, 0, 0, 0); }

int32_t system_start(struct name name) { return (int32_t)call(SYSTEM_START, name.low, name.high, 0, 0); }

struct name name(const char *text) {
  uint32_t words[2] = {0, 0};
  for (uint32_t index = 0; index < 8 && text[index]; index++) words[index / 4] |= (uint32_t)(uint8_t)text[index] << index % 4 * 8;
  return (struct name){words[0], words[1]};
}

static void flush(void) {
  call(SYSTEM_WRITE, (uint32_t)line, line_length, 0, 0);
  line_length = 0;
}

void print(const char *text) {
  for (; *text; text++) {
    line[line_length++] = *text;
    if (*text == '\n' || line_length == sizeof line) flush();
  }
}

void print_number(int32_t number) {
  char digits[12];
  uint32_t place = sizeof digits - 1;
  uint32_t rest = number < 0 ? 0u - (uint32_t)number : (uint32_t)number;
  digits[place] = 0;
  do {
    digits[--place] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest);
  if (number < 0) digits[--place] = '-';
  print(digits + place);
}

void print_hexadecimal(uint32_t number) {
  char digits[9];
  for (int32_t index = 0; index < 8; index++) digits[index] = "0123456789abcdef"[number >> (28 - 4 * index) & 15];
  digits[8] = 0;
  print(digits);
}

void fail(const char *what) {
  print(what);
  print("\n");
  system_exit(1);
}

int32_t expect(int32_t result, const char *what) {
  if (is_error(result)) {
    print(what);
    print(": the system answers ");
    print_number(result);
    print("\n");
    system_exit(1);
  }
  return result;
}
