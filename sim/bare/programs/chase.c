/* A walk through 64 KiB along pointers, one in each line, in an order that no cache knows: every step waits for memory. */
#include "bare.h"

typedef struct Node {
  struct Node *next;
  uint32_t number;
  uint32_t rest[14];
} Node;

enum { NODES = 1024, ROUNDS = 16 };
static Node nodes[NODES] __attribute__((aligned(64)));

/* One circle through all nodes, by exchanges with an earlier one (Sattolo). */
static void prepare(void) {
  uint32_t random = 1;
  for (uint32_t i = 0; i < NODES; i++) {
    nodes[i].next = &nodes[i];
    nodes[i].number = i;
  }
  for (uint32_t i = NODES - 1; i > 0; i--) {
    random = random * 1664525 + 1013904223;
    uint32_t other = (random >> 8) % i;
    Node *kept = nodes[i].next;
    nodes[i].next = nodes[other].next;
    nodes[other].next = kept;
  }
}

int main(void) {
  prepare();
  uint32_t sum = 0;
  const Node *node = nodes;
  for (int step = 0; step < ROUNDS * NODES; step++) {
    sum += node->number;
    node = node->next;
  }
  put_text("sum of the numbers ");
  put_number(sum);
  put_text("\n");
  return sum == ROUNDS * (NODES * (NODES - 1) / 2) && node == nodes ? 0 : 1;
}
