/* Text byte by byte: length, comparison, search, reversal, and the numbers of words. */
#include "bare.h"

static const char text[] =
    "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife.";

static uint32_t length(const char *string) {
  uint32_t count = 0;
  while (string[count]) count++;
  return count;
}

static const char *find(const char *in, const char *what) {
  for (; *in; in++) {
    const char *a = in, *b = what;
    while (*b && *a == *b) a++, b++;
    if (!*b) return in;
  }
  return 0;
}

static uint32_t words(const char *string) {
  uint32_t count = 0;
  for (int inside = 0; *string; string++) {
    int letter = (*string | 32) >= 'a' && (*string | 32) <= 'z';
    count += (uint32_t)(letter && !inside);
    inside = letter;
  }
  return count;
}

int main(void) {
  char copy[sizeof text];
  uint32_t size = length(text);
  if (size != sizeof text - 1) return 1;
  if (words(text) != 23) return 2;
  const char *fortune = find(text, "fortune");
  if (!fortune || fortune[7] != ',' || find(text, "fortunes")) return 3;
  for (int round = 0; round < 101; round++) {
    const char *from = round ? copy : text;
    char reversed[sizeof text];
    for (uint32_t i = 0; i < size; i++) reversed[i] = from[size - 1 - i];
    reversed[size] = 0;
    memcpy(copy, reversed, sizeof text);
  }
  if (copy[0] != '.' || copy[size - 1] != 'I') return 4;
  for (uint32_t i = 0; i < size / 2; i++) {
    char kept = copy[i];
    copy[i] = copy[size - 1 - i];
    copy[size - 1 - i] = kept;
  }
  if (memcmp(copy, text, sizeof text)) return 5;
  put_text(copy);
  put_text("\n");
  return 0;
}
