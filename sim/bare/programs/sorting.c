/* Three ways to sort the same numbers: branches that nobody can predict. */
#include "bare.h"

enum { COUNT = 2000 };
static uint32_t numbers[COUNT], scratch[COUNT];

static uint32_t random_state = 1;
static uint32_t random_number(void) {
  /* xorshift32 (Marsaglia 2003). */
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

static void fill(void) {
  random_state = 1;
  for (int i = 0; i < COUNT; i++) numbers[i] = random_number();
}

static void quick(int low, int high) {
  while (low < high) {
    uint32_t pivot = numbers[low + (high - low) / 2];
    int i = low, j = high;
    while (i <= j) {
      while (numbers[i] < pivot) i++;
      while (numbers[j] > pivot) j--;
      if (i <= j) {
        uint32_t kept = numbers[i];
        numbers[i++] = numbers[j];
        numbers[j--] = kept;
      }
    }
    if (j - low < high - i) {
      quick(low, j);
      low = i;
    } else {
      quick(i, high);
      high = j;
    }
  }
}

static void sink(int root, int count) {
  for (;;) {
    int child = 2 * root + 1;
    if (child >= count) return;
    if (child + 1 < count && numbers[child + 1] > numbers[child]) child++;
    if (numbers[root] >= numbers[child]) return;
    uint32_t kept = numbers[root];
    numbers[root] = numbers[child];
    numbers[child] = kept;
    root = child;
  }
}

static void heap(void) {
  for (int root = COUNT / 2 - 1; root >= 0; root--) sink(root, COUNT);
  for (int end = COUNT - 1; end > 0; end--) {
    uint32_t kept = numbers[0];
    numbers[0] = numbers[end];
    numbers[end] = kept;
    sink(0, end);
  }
}

static void merge(int low, int high) {
  if (high - low < 2) return;
  int middle = low + (high - low) / 2;
  merge(low, middle);
  merge(middle, high);
  int i = low, j = middle;
  for (int k = low; k < high; k++) scratch[k] = j >= high || (i < middle && numbers[i] <= numbers[j]) ? numbers[i++] : numbers[j++];
  memcpy(numbers + low, scratch + low, (size_t)(high - low) * sizeof *numbers);
}

/* The sum tells that no number was lost. */
static int sorted(void) {
  uint32_t sum = numbers[0], expected = 0;
  for (int i = 1; i < COUNT; i++) {
    if (numbers[i - 1] > numbers[i]) return 0;
    sum += numbers[i];
  }
  random_state = 1;
  for (int i = 0; i < COUNT; i++) expected += random_number();
  return sum == expected;
}

int main(void) {
  fill();
  quick(0, COUNT - 1);
  if (!sorted()) return 1;
  fill();
  heap();
  if (!sorted()) return 2;
  fill();
  merge(0, COUNT);
  if (!sorted()) return 3;
  put_text("sorted three times\n");
  return 0;
}
