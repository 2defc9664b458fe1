/* Products of matrices: multiplications, and loads that go along rows and down columns. */
#include "bare.h"

enum { SIZE = 40 };
static int32_t a[SIZE][SIZE], b[SIZE][SIZE], product[SIZE][SIZE], other[SIZE][SIZE];

static void multiply(int32_t result[SIZE][SIZE], int32_t left[SIZE][SIZE], int32_t right[SIZE][SIZE]) {
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      int32_t sum = 0;
      for (int k = 0; k < SIZE; k++) sum += left[i][k] * right[k][j];
      result[i][j] = sum;
    }
}

int main(void) {
  /* (AB)^T = B^T A^T. */
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      a[i][j] = i * 7 - j * 3;
      b[i][j] = (i ^ j) - 20;
    }
  multiply(product, a, b);
  static int32_t at[SIZE][SIZE], bt[SIZE][SIZE];
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      at[j][i] = a[i][j];
      bt[j][i] = b[i][j];
    }
  multiply(other, bt, at);
  int64_t sum = 0;
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      if (product[i][j] != other[j][i]) return 1;
      sum += product[i][j];
    }
  put_text("sum of the product: ");
  if (sum < 0) put_text("-");
  put_number((uint32_t)(sum < 0 ? -sum : sum));
  put_text("\n");
  return sum == 13478400 ? 0 : 2;
}
