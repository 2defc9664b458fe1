// Object a: text Ta and data Da, encrypted by maker A under Ka. It sorts the words of maker C's message with maker B's
// library and returns a number that depends on every byte of all three.
#include "b.h"
#include "c.h"

#define CAPACITY 512

static char letters[CAPACITY];
static const char *words[CAPACITY];

// Copies the message with a zero after each word, and lists the words.
static size_t split_words(void) {
  size_t count = 0;
  int inside = 0;
  for (size_t index = 0; index < message_length && index < CAPACITY - 1; index++) {
    char letter = message[index];
    int separator = letter == ' ' || letter == '\n';
    letters[index] = separator ? 0 : letter;
    if (!separator && !inside) words[count++] = &letters[index];
    inside = !separator;
  }
  return count;
}

// Quicksort: the recursion is what fills the stack region S.
static void sort(const char **first, size_t count) {
  if (count < 2) return;
  const char *pivot = first[count / 2];
  size_t low = 0;
  size_t high = count - 1;
  for (;;) {
    while (compare_words(first[low], pivot) < 0) low++;
    while (compare_words(first[high], pivot) > 0) high--;
    if (low >= high) break;
    const char *word = first[low];
    first[low++] = first[high];
    first[high--] = word;
  }
  sort(first, low);
  sort(first + low, count - low);
}

// The words in order, each followed by a line end.
static size_t join_words(char *text, size_t count) {
  size_t length = 0;
  for (size_t index = 0; index < count; index++) {
    for (const char *letter = words[index]; *letter != 0; letter++) text[length++] = *letter;
    text[length++] = '\n';
  }
  return length;
}

int main(void) {
  size_t count = split_words();
  sort(words, count);

  char sorted[CAPACITY + 1];
  size_t length = join_words(sorted, count);

  uint32_t product[MATRIX_SIZE][MATRIX_SIZE];
  multiply(product, rotation, scaling);
  return (int)(crc32(sorted, length) ^ crc32(product, sizeof product));
}
