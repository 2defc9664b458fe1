/* What owner and clients have agreed on long before: it stands in the encrypted data of each (SF-83). */
#pragma once
#include "sharing.h"
#include "turn.h"

enum { TABLE_BYTES = 4096, TABLE_SEGMENT = 5, SECOND_BYTES = 256, SECOND_SEGMENT = 6 };

/* Variant (i): the key itself. */
static const struct region_key table_key = {
    {0x3b, 0x91, 0x5c, 0xe0, 0x77, 0x28, 0xd4, 0x6f, 0x02, 0xab, 0x19, 0xc5, 0x8e, 0x43, 0xf0, 0x6d,
     0xd1, 0x5a, 0x84, 0x2f, 0xb7, 0x60, 0x0e, 0x99, 0x4c, 0xe3, 0x31, 0xf8, 0x56, 0xad, 0x72, 0x1b},
    {0x01, 0x52, 0x9a, 0xcd, 0x37, 0xe6, 0x80, 0x14}};

/* Variant (ii): an initial value, from which an algorithm makes the key (SF-84). */
static const uint8_t initial[] = "spring tide of 1851";

/* Two take turns in it. */
struct table {
  volatile uint32_t turn;
  volatile uint32_t number;
  char text[56];
};

static const char secret_text[56] = "The harbour master keeps the second ledger";
