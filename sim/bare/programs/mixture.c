/* Lists, matrices, a state machine and checksums in turn, as programs in small devices have them. The checksum of all results
 * decides; the cycles of a round are printed. */
#include "bare.h"

enum { ROUNDS = 20, NODES = 64, SIZE = 12 };

typedef struct Node {
  struct Node *next;
  int16_t key;
  int16_t payload;
} Node;

static Node nodes[NODES];

/* CRC-16 with the polynomial x^16 + x^15 + x^2 + 1, bits from the lowest. */
static uint16_t checksum(uint16_t sum, uint32_t word) {
  for (int bit = 0; bit < 32; bit++, word >>= 1) sum = (uint16_t)(sum >> 1 ^ ((sum ^ word) & 1 ? 0xa001 : 0));
  return sum;
}

static Node *make_list(uint32_t seed) {
  for (int i = 0; i < NODES; i++) {
    seed = seed * 1664525 + 1013904223;
    nodes[i] = (Node){i + 1 < NODES ? &nodes[i + 1] : NULL, (int16_t)(seed >> 20), (int16_t)i};
  }
  return nodes;
}

static Node *merge(Node *a, Node *b) {
  Node head, *last = &head;
  while (a && b) {
    Node **smaller = a->key <= b->key ? &a : &b;
    last = last->next = *smaller;
    *smaller = last->next;
  }
  last->next = a ? a : b;
  return head.next;
}

static Node *sort(Node *list, int count) {
  if (count == 1) {
    list->next = NULL;
    return list;
  }
  Node *half = list;
  for (int i = 0; i < count / 2; i++) half = half->next;
  Node *first = sort(list, count / 2);
  return merge(first, sort(half, count - count / 2));
}

static Node *reverse(Node *list) {
  Node *done = NULL;
  while (list) {
    Node *next = list->next;
    list->next = done;
    done = list;
    list = next;
  }
  return done;
}

static uint16_t lists(uint32_t seed) {
  Node *list = reverse(sort(make_list(seed), NODES));
  uint16_t sum = 0;
  for (; list; list = list->next) sum = checksum(sum, (uint32_t)(uint16_t)list->key << 16 | (uint16_t)list->payload);
  return sum;
}

static uint16_t matrices(uint32_t seed) {
  static int16_t a[SIZE][SIZE], b[SIZE][SIZE];
  uint16_t sum = 0;
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      seed = seed * 1664525 + 1013904223;
      a[i][j] = (int16_t)(seed >> 16);
      b[j][i] = (int16_t)(seed >> 8);
    }
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      int32_t product = 0, extracted = 0;
      for (int k = 0; k < SIZE; k++) {
        int32_t term = a[i][k] * b[k][j];
        product += term;
        extracted += (term >> 2 & 15) * (term >> 5 & 127);
      }
      sum = checksum(sum, (uint32_t)(product ^ extracted));
    }
  return sum;
}

/* Numbers with sign, fraction and exponent: which of the words are one. */
static uint16_t words(uint32_t round) {
  static const char *const text[] = {"12", "-0.5", "+1.25e3", "7e-2", "abc", "1.2.3", ".5", "4e", "-", "9999999"};
  enum { START, SIGN, WHOLE, POINT, FRACTION, EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS, WRONG, STATES };
  uint32_t ends[STATES] = {0};
  for (uint32_t i = 0; i < sizeof text / sizeof *text; i++) {
    int state = START;
    for (const char *place = text[(i + round) % (sizeof text / sizeof *text)]; *place && state != WRONG; place++) {
      int digit = *place >= '0' && *place <= '9', sign = *place == '+' || *place == '-';
      switch (state) {
        case START: state = digit ? WHOLE : sign ? SIGN : *place == '.' ? POINT : WRONG; break;
        case SIGN: state = digit ? WHOLE : *place == '.' ? POINT : WRONG; break;
        case WHOLE: state = digit ? WHOLE : *place == '.' ? FRACTION : *place == 'e' ? EXPONENT : WRONG; break;
        case POINT: state = digit ? FRACTION : WRONG; break;
        case FRACTION: state = digit ? FRACTION : *place == 'e' ? EXPONENT : WRONG; break;
        case EXPONENT: state = digit ? EXPONENT_DIGITS : sign ? EXPONENT_SIGN : WRONG; break;
        default: state = digit ? EXPONENT_DIGITS : WRONG;
      }
    }
    ends[state] += i + 1;
  }
  uint16_t sum = 0;
  for (int i = 0; i < STATES; i++) sum = checksum(sum, ends[i]);
  return sum;
}

int main(void) {
  uint16_t sum = 0;
  uint32_t start = cycles(), begun = instructions();
  for (uint32_t round = 0; round < ROUNDS; round++) {
    sum = checksum(sum, lists(round));
    sum = checksum(sum, matrices(round));
    sum = checksum(sum, words(round));
  }
  uint32_t spent = cycles() - start, retired = instructions() - begun;
  put_text("checksum ");
  put_hexadecimal(sum);
  put_text(", cycles of a round ");
  put_number(spent / ROUNDS);
  put_text(", instructions ");
  put_number(retired / ROUNDS);
  put_text("\n");
  return sum == 0x3de1 ? 0 : 1;
}
