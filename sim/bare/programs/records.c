/* Records, strings and calls: copies of structures, comparisons of texts, choices between small numbers. */
#include "bare.h"

enum { ROUNDS = 2000 };
typedef enum { FIRST, SECOND, THIRD, FOURTH, FIFTH } Choice;

typedef struct Record {
  struct Record *next;
  Choice choice;
  int number;
  char text[31];
} Record;

static Record current, following;
static int total;
static char letter;
static int table[10], square[10][10];

static Choice next_choice(Choice choice, int condition) {
  switch (choice) {
    case FIRST: return FIRST;
    case SECOND: return condition ? FIRST : FOURTH;
    case THIRD: return SECOND;
    case FOURTH: return THIRD;
    default: return FIFTH;
  }
}

static int compare(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a - *b;
}

static void copy(char *to, const char *from) {
  while ((*to++ = *from++)) {
  }
}

static int differs(const char *a, const char *b) {
  int place = 2;
  char kept = 'A';
  while (place <= 2) {
    if (a[place] == b[place + 1]) kept = 'B';
    place++;
  }
  return compare(a, b) > 0 && kept != 'B';
}

static void fill(int values[10], int grid[10][10], int place, int value) {
  values[place] = value;
  values[place + 1] = values[place];
  for (int i = place; i <= place + 1; i++) grid[place][i] = place;
  grid[place][place - 1] += 1;
  total += value;
}

static void advance(Record *record) {
  *record->next = *record;
  record->number = 5;
  record->next->number = record->number;
  record->next->choice = next_choice(record->choice, total > 100);
  if (record->next->choice == FIRST) record->number += 6;
}

int main(void) {
  copy(current.text, "A TEXT OF SOME LENGTH, THE 1ST");
  current.choice = THIRD;
  current.next = &following;
  uint32_t start = cycles(), begun = instructions();
  for (int round = 1; round <= ROUNDS; round++) {
    char text[31];
    copy(text, "A TEXT OF SOME LENGTH, THE 2ND");
    int greater = differs(current.text, text), a = 2, b = 3, c = 0;
    while (a < b) {
      c = 5 * a - b;
      a++;
    }
    fill(table, square, 3 + (round & 3), c + greater);
    advance(&current);
    for (char each = 'A'; each <= 'C'; each++) {
      if (following.choice == next_choice((Choice)(each & 3), round & 1)) copy(following.text, text);
      letter = each;
    }
    b = a * c;
    total += b / (1 + (round & 7)) - b % 7 + letter;
    current.choice = (Choice)(round % 5);
  }
  uint32_t spent = cycles() - start, retired = instructions() - begun;
  put_text("total ");
  put_number((uint32_t)total);
  put_text(", cycles of a round ");
  put_number(spent / ROUNDS);
  put_text(", instructions ");
  put_number(retired / ROUNDS);
  put_text("\n");
  return total == 161750 && square[4][3] == ROUNDS / 4 ? 0 : 1;
}
