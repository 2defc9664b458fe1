#include "sharing.h"
#include "constant_time.h"
#include "hkdf.h"
#include "memory.h"
#include "random.h"

static void *install(uint8_t segment, int32_t address, uint32_t bytes, const struct region_key *key, enum region_flags flags) {
  /* Where a region may go is not the system's to choose: in the upper half what it clears would be plaintext. */
  if (address < 0) fail("the system gives memory in the upper half for a region");
  uint32_t status = region_install(segment, (void *)address, bytes, key, REGION_READ | REGION_WRITE, flags);
  if (status) {
    print("the processor refuses a region with status ");
    print_number((int32_t)status);
    fail("");
  }
  return (void *)address;
}

enum cryptography_result random_key(struct region_key *key) {
  require_encrypted_mode();
  return random_bytes(key, sizeof *key);
}

void *hidden_region_under(uint8_t segment, uint32_t bytes, const struct region_key *key) {
  void *region = install(segment, expect(system_allocate(bytes), "memory for a hidden region"), bytes, key, 0);
  /* What lies there is noise until it is written. */
  memset(region, 0, bytes);
  return region;
}

void *hidden_region(uint8_t segment, uint32_t bytes) {
  struct region_key key;
  if (random_key(&key)) fail("no random numbers");
  void *region = hidden_region_under(segment, bytes, &key);
  wipe(&key, sizeof key);
  return region;
}

void derive_key(struct region_key *key, const void *initial, uint32_t bytes, const char *purpose) {
  uint8_t extracted[HKDF_KEY_SIZE];
  uint32_t length = 0;
  require_encrypted_mode();
  while (purpose[length]) length++;
  hkdf_extract(extracted, 0, 0, initial, bytes);
  if (hkdf_expand(key, sizeof *key, extracted, purpose, length)) fail("a key cannot be derived");
  wipe(extracted, sizeof extracted);
}

void receive_public_value(uint8_t value[DIFFIE_HELLMAN_SIZE], int32_t peer) {
  int32_t sender;
  int32_t length = expect(system_receive(value, DIFFIE_HELLMAN_SIZE, &sender), "a public value");
  if (length != DIFFIE_HELLMAN_SIZE || sender != peer) fail("this is not the other side's public value");
}

void agree_on_key(struct region_key *key, struct exchange *exchange, int32_t peer, enum exchange_role role,
                  const char *purpose) {
  uint8_t value[DIFFIE_HELLMAN_SIZE];
  /* The owner sends first. */
  if (role == EXCHANGE_CLIENT) receive_public_value(value, peer);
  if (exchange_choose(exchange)) fail("no private exponent");
  expect(system_send(peer, exchange->own, DIFFIE_HELLMAN_SIZE), "a public value");
  if (role == EXCHANGE_OWNER) receive_public_value(value, peer);
  if (exchange_agree(exchange, value)) fail("the other side's public value is not to be used");
  exchange_key(key, exchange, role, value, purpose);
}

void *share_region(const char *shared, uint8_t segment, uint32_t bytes, uint32_t permitted, const struct region_key *key) {
  int32_t address = expect(system_share(name(shared), bytes, permitted | 1u << system_self()), shared);
  void *region = install(segment, address, bytes, key, REGION_SHARED);
  memset(region, 0, bytes);
  return region;
}

void *join_region(const char *shared, uint8_t segment, uint32_t bytes, const struct region_key *key) {
  return install(segment, expect(system_map(name(shared)), shared), bytes, key, REGION_SHARED);
}
