/* The processor as the kernel sees it: control registers and instructions that Swift has no words for.
 * docs/encrypted-execution.md, sections 1 and 4. */
#pragma once
#include <stdint.h>

#include "../system_calls.h"
#include "context.h"

/* The fields of rd after `setk` and `setck`. */
struct key_answer {
  uint32_t status;
  uint32_t domain;
  uint32_t attribute;
};

static inline struct key_answer key_answer(uint32_t word) {
  return (struct key_answer){word & 31, word >> 8 & 255, word >> 16 & 255};
}

/* The key of a region: a descriptor of three words, and a key entry. Both at multiples of 4. */
static inline struct key_answer set_key(const void *descriptor, const void *entry) {
  uint32_t answer;
  __asm__ volatile(".insn r 0x0b, 0, 1, %0, %1, %2" : "=r"(answer) : "r"(descriptor), "r"(entry) : "memory");
  return key_answer(answer);
}

/* The key of a whole process. */
static inline struct key_answer set_default_key(const void *descriptor, const void *entry) {
  uint32_t answer;
  __asm__ volatile(".insn r 0x0b, 0, 0, %0, %1, %2" : "=r"(answer) : "r"(descriptor), "r"(entry) : "memory");
  return key_answer(answer);
}

/* Ends a region of a domain. */
static inline uint32_t clear_region(uint32_t segment, uint32_t domain) {
  uint32_t status;
  __asm__ volatile(".insn r 0x0b, 0, 3, %0, %1, %2" : "=r"(status) : "r"(segment), "r"(domain) : "memory");
  return status & 31;
}

/* Ends a domain: its regions, keys and contexts. */
static inline uint32_t kill_domain(uint32_t domain) {
  uint32_t status;
  __asm__ volatile(".insn r 0x0b, 0, 4, %0, %1, x0" : "=r"(status) : "r"(domain) : "memory");
  return status & 31;
}

/* The context of a domain goes out to 256 bytes at a multiple of 256, sealed, and comes back: section 5. */
static inline uint32_t spill_context(uint32_t domain, uint32_t address) {
  uint32_t status;
  __asm__ volatile(".insn r 0x0b, 2, 0, %0, %1, %2" : "=r"(status) : "r"(domain), "r"(address) : "memory");
  return status & 31;
}

static inline uint32_t fill_context(uint32_t domain, uint32_t address) {
  uint32_t status;
  __asm__ volatile(".insn r 0x0b, 2, 1, %0, %1, %2" : "=r"(status) : "r"(domain), "r"(address) : "memory");
  return status & 31;
}

/* How the mode of a domain changes: by instructions, or with 1 by where it executes. */
static inline uint32_t set_method(uint32_t domain, uint32_t automatic) {
  uint32_t status;
  __asm__ volatile(".insn r 0x0b, 0, 5, %0, %1, %2" : "=r"(status) : "r"(domain), "r"(automatic) : "memory");
  return status & 31;
}

/* What an operating system sees of an attribute register; info is 0 when it is free. */
struct region_view {
  uint32_t base;
  uint32_t limit;
  uint32_t info;
};

static inline struct region_view region_view(uint32_t attribute) {
  struct region_view view;
  __asm__ volatile("csrw 0x5c1, %3\n\tcsrr %0, 0xdc0\n\tcsrr %1, 0xdc1\n\tcsrr %2, 0xdc2"
                   : "=&r"(view.base), "=&r"(view.limit), "=&r"(view.info)
                   : "r"(attribute));
  return view;
}

/* The number that the register for choosing an attribute register takes: the number of attribute registers is a power
 * of two. */
static inline uint32_t attribute_count(void) {
  uint32_t last;
  __asm__ volatile("csrw 0x5c1, %1\n\tcsrr %0, 0x5c1" : "=&r"(last) : "r"(~0u));
  return last + 1;
}

static inline uint64_t time_now(void) {
  uint32_t high, low, again;
  do {
    __asm__ volatile("csrr %0, timeh\n\tcsrr %1, time\n\tcsrr %2, timeh" : "=&r"(high), "=&r"(low), "=&r"(again));
  } while (high != again);
  return (uint64_t)high << 32 | low;
}

/* The timer interrupts at this time; what it has been waiting for is forgotten. */
static inline void set_timer(uint64_t time) {
  register uint32_t low __asm__("a0") = (uint32_t)time;
  register uint32_t high __asm__("a1") = (uint32_t)(time >> 32);
  __asm__ volatile("ecall" : : "r"(low), "r"(high) : "memory");
}

/* The kernel goes on without translation; its addresses are physical ones. */
static inline void stop_translation(void) { __asm__ volatile("csrw satp, zero\n\tsfence.vma" : : : "memory"); }

/* Registers of devices. */
static inline uint8_t device_byte(uint32_t address) { return *(volatile uint8_t *)address; }
static inline void set_device_byte(uint32_t address, uint8_t byte) { *(volatile uint8_t *)address = byte; }
static inline uint32_t device_word(uint32_t address) { return *(volatile uint32_t *)address; }
static inline void set_device_word(uint32_t address, uint32_t word) { *(volatile uint32_t *)address = word; }

/* Pages that were written as data can be executed. */
static inline void synchronize_instructions(void) { __asm__ volatile("fence.i" : : : "memory"); }
