/* What else the compiler of Swift expects to be there. */
#include "system.h"

/* Of `print`. */
int putchar(int character) {
  const char text[] = {(char)character, 0};
  print(text);
  return character;
}

/* Of texts out of the library in C. */
size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length]) length++;
  return length;
}
