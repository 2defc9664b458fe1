/* Both sides of an authenticated exchange in one process, and between them whatever a test puts there. */
#pragma once
#include "a/identity.h"
#include "authenticated.h"
#include "authority.h"
#include "b/identity.h"
#include "checks.h"
#include "memory.h"

enum { MESSAGES = 6 };

typedef enum authenticated_result step_function(struct authenticated *, struct message *);
typedef enum authenticated_result check_function(struct authenticated *, const struct message *);

/* By whom message n is made, and taken. */
static step_function *const makers[MESSAGES + 1] = {
    nullptr,
    authenticated_request,
    authenticated_respond,
    authenticated_send_value,
    authenticated_sign_as_owner,
    authenticated_sign_as_client,
    authenticated_confirm,
};
static check_function *const takers[MESSAGES + 1] = {
    nullptr,
    authenticated_check_request,
    authenticated_check_response,
    authenticated_take_value,
    authenticated_check_owner,
    authenticated_check_client,
    authenticated_check_confirmation,
};

/* The two sides, as they are before some message. */
struct sides {
  struct authenticated owner, client;
};

static struct authenticated *maker(struct sides *sides, uint32_t number) {
  return number % 2 ? &sides->client : &sides->owner;
}

static struct authenticated *taker(struct sides *sides, uint32_t number) {
  return number % 2 ? &sides->owner : &sides->client;
}

static void begin(struct sides *sides, suite_set offered, suite_set accepted) {
  struct authenticated_setup owner = {AUTHENTICATED_OWNER, accepted, identity_of_a, authorities, "b", authority_time};
  struct authenticated_setup client = {AUTHENTICATED_CLIENT, offered, identity_of_b, authorities, "a", authority_time};
  authenticated_begin(&sides->owner, &owner);
  authenticated_begin(&sides->client, &client);
}

/* Makes message n and lets it be taken; whether both have gone on. */
static bool pass(struct sides *sides, uint32_t number, struct message *message) {
  return makers[number](maker(sides, number), message) == AUTHENTICATED_DONE &&
         takers[number](taker(sides, number), message) == AUTHENTICATED_DONE;
}

/* The messages from n on. */
static bool pass_from(struct sides *sides, uint32_t number) {
  static struct message message;
  for (; number <= MESSAGES; number++)
    if (!pass(sides, number, &message)) return false;
  return true;
}

static bool is_zero(const void *memory, uint32_t size) {
  const uint8_t *bytes = memory;
  uint8_t all = 0;
  while (size--) all |= *bytes++;
  return all == 0;
}

/* Who has no key has nothing secret left. */
static bool has_nothing(const struct authenticated *side) {
  struct region_key key;
  return authenticated_region_key(&key, side, "Sab") == AUTHENTICATED_WRONG_STEP && is_zero(&key, sizeof key) &&
         is_zero(&side->secret, sizeof side->secret);
}

static bool have_the_same_key(const struct sides *sides) {
  struct region_key owner, client;
  return authenticated_region_key(&owner, &sides->owner, "Sab") == AUTHENTICATED_DONE &&
         authenticated_region_key(&client, &sides->client, "Sab") == AUTHENTICATED_DONE &&
         !is_zero(&owner, sizeof owner) && memcmp(&owner, &client, sizeof owner) == 0;
}

/* After something was changed: one side at least has refused and has nothing, so that no key is common to both. */
static bool nobody_is_deceived(const struct sides *sides) {
  return has_nothing(&sides->owner) || has_nothing(&sides->client);
}
