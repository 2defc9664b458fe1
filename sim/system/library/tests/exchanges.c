/* Exchanges that end well, and those in which somebody between the sides replays, reflects, reorders or downgrades,
 * each with the reason for which it is refused. */
#include "authenticated_keys.h"
#include "network.h"

static struct sides sides;
static struct message message;
static suite_set all_suites[] = {1 << SUITE_FFDHE2048_RSA_PSS, 1 << SUITE_X25519_ED25519};

static enum authenticated_result take(uint32_t number, const struct message *taken) {
  return takers[number](taker(&sides, number), taken);
}

/* Everything before message n. */
static void begin_before(uint32_t number, suite_set suites) {
  begin(&sides, suites, suites);
  for (uint32_t done = 1; done < number; done++)
    if (!pass(&sides, done, &message)) fail("an exchange does not begin");
}

/* What is read of a message is in it, and what does not fit leaves nothing of it. */
static void check_messages(void) {
  struct message_reader reader;
  const uint8_t *bytes;
  uint32_t size;
  message_begin(&message, MESSAGE_VALUE);
  message_put_sized(&message, "abc", 3);
  check(message_open(&reader, &message, MESSAGE_VALUE) && !message_take(&reader, &bytes, 6), "more than there is");
  check(message_take_sized(&reader, &bytes, &size) && size == 3 && message_is_read(&reader), "all that there is");
  message.bytes[3] = 4;
  check(message_open(&reader, &message, MESSAGE_VALUE) && !message_take_sized(&reader, &bytes, &size), "a wrong size");
  message.size = 1;
  check(!message_open(&reader, &message, MESSAGE_VALUE), "no whole head");
  message_begin(&message, MESSAGE_VALUE);
  for (uint32_t count = 2; count < MESSAGE_MAXIMUM; count++) message_put_byte(&message, 1);
  check(message.size == MESSAGE_MAXIMUM, "a full message");
  message_put_byte(&message, 1);
  message_put_byte(&message, 1);
  check(message.size == 0 && !message_open(&reader, &message, MESSAGE_VALUE), "too full a message");
}

static void check_agreement(void) {
  static struct sides first;
  begin(&sides, SUITE_SET_ALL, SUITE_SET_ALL);
  check(pass_from(&sides, 1) && have_the_same_key(&sides), "both agree");
  check(sides.owner.suite == SUITE_X25519_ED25519 && sides.client.suite == SUITE_X25519_ED25519,
      "the strongest suite is taken");
  check(memcmp(sides.owner.secret.common, sides.owner.secret.confirmation[0], SHA256_SIZE) != 0 &&
            memcmp(sides.owner.secret.common, sides.owner.secret.confirmation[1], SHA256_SIZE) != 0 &&
            memcmp(sides.owner.secret.confirmation[0], sides.owner.secret.confirmation[1], SHA256_SIZE) != 0,
        "every use has a key of its own");
  first = sides;
  begin(&sides, SUITE_SET_ALL, SUITE_SET_ALL & ~(1 << SUITE_X25519_ED25519));
  check(pass_from(&sides, 1) && have_the_same_key(&sides), "both agree on what the owner accepts");
  check(sides.owner.suite == SUITE_FFDHE2048_RSA_PSS, "the owner's only suite is taken");
  check(memcmp(first.client.challenge, sides.client.challenge, AUTHENTICATED_CHALLENGE_SIZE) != 0 &&
            memcmp(first.owner.challenge, sides.owner.challenge, AUTHENTICATED_CHALLENGE_SIZE) != 0,
        "challenges are fresh");
  struct region_key one, other;
  check(!authenticated_region_key(&one, &first.owner, "Sab") &&
            !authenticated_region_key(&other, &sides.owner, "Sab") &&
            memcmp(&one, &other, sizeof one) != 0,
        "two runs give two keys");
  check(!authenticated_region_key(&other, &first.owner, "Sac") && memcmp(&one, &other, sizeof one) != 0,
        "two purposes have two keys");
  begin(&sides, 1 << SUITE_FFDHE2048_RSA_PSS, 1 << SUITE_X25519_ED25519);
  if (authenticated_request(&sides.client, &message)) fail("no request");
  check(take(1, &message) == AUTHENTICATED_NO_COMMON_SUITE && has_nothing(&sides.owner), "no suite in common");
  authenticated_refusal(&sides.owner, &message);
  check(take(2, &message) == AUTHENTICATED_PEER_REFUSED && has_nothing(&sides.client), "a refusal is told");
}

/* Messages of an old run, as they were, and with the challenge of this run written into them. */
static void check_replay(suite_set suites) {
  static struct message old[MESSAGES + 1], changed;
  static const enum authenticated_result as_it_was[] = {[2] = AUTHENTICATED_REPLAYED, [3] = AUTHENTICATED_REPLAYED,
      [4] = AUTHENTICATED_REPLAYED, [5] = AUTHENTICATED_REPLAYED, [6] = AUTHENTICATED_REPLAYED};
  static const enum authenticated_result rewritten[] = {[4] = AUTHENTICATED_BAD_SIGNATURE,
      [5] = AUTHENTICATED_BAD_SIGNATURE, [6] = AUTHENTICATED_BAD_CONFIRMATION};
  begin(&sides, suites, suites);
  for (uint32_t number = 1; number <= MESSAGES; number++)
    if (!pass(&sides, number, &old[number])) fail("an exchange does not end well");
  for (uint32_t number = 2; number <= MESSAGES; number++) {
    begin_before(number, suites);
    if (makers[number](maker(&sides, number), &message)) fail("no message");
    static struct sides here;
    here = sides;
    check_at(take(number, &old[number]) == as_it_was[number] && nobody_is_deceived(&sides), "an old message", number);
    if (number < 4) continue;
    sides = here;
    changed = old[number];
    memcpy(changed.bytes + 2, taker(&sides, number)->challenge, AUTHENTICATED_CHALLENGE_SIZE);
    check_at(take(number, &changed) == rewritten[number] && nobody_is_deceived(&sides), "an old message, rewritten",
        number);
  }
  /* SF-119: an old client, all of it. The owner's own challenge is new. */
  begin(&sides, suites, suites);
  check(take(1, &old[1]) == AUTHENTICATED_DONE && authenticated_respond(&sides.owner, &message) == AUTHENTICATED_DONE &&
            take(3, &old[3]) == AUTHENTICATED_REPLAYED,
        "an old client");
}

static void check_reflection(suite_set suites) {
  begin_before(2, suites);
  if (authenticated_respond(&sides.owner, &message)) fail("no response");
  memcpy(message.bytes + 2 + 32 + 2, sides.client.challenge, AUTHENTICATED_CHALLENGE_SIZE);
  check(take(2, &message) == AUTHENTICATED_REFLECTED && has_nothing(&sides.client), "the own challenge comes back");
  /* The same words, signed in one role, are not signed in the other. */
  static struct sha256 transcript;
  static uint8_t signature[SIGNING_SIGNATURE_MAXIMUM];
  const struct private_key *key = identity_of_a[suite_set_strongest(suites)].key;
  uint32_t size = signing_signature_size(key->public_key.algorithm);
  transcript_begin(&transcript);
  if (transcript_sign(signature, &transcript, AUTHENTICATED_OWNER, key)) fail("no signature");
  check(transcript_verify(signature, size, &transcript, AUTHENTICATED_OWNER, &key->public_key) == CRYPTOGRAPHY_DONE,
        "a signature in its role");
  check(transcript_verify(signature, size, &transcript, AUTHENTICATED_CLIENT, &key->public_key) ==
            CRYPTOGRAPHY_BAD_SIGNATURE,
        "a signature in the other role");
}

static void check_order(suite_set suites) {
  static struct message made[MESSAGES + 1];
  begin(&sides, suites, suites);
  for (uint32_t number = 1; number <= MESSAGES; number++)
    if (!pass(&sides, number, &made[number])) fail("an exchange does not end well");
  for (uint32_t number = 1; number <= MESSAGES; number++)
    for (uint32_t other = 1; other <= MESSAGES; other++) {
      if (other == number) continue;
      begin_before(number, suites);
      struct authenticated *side = taker(&sides, number);
      /* The client takes nothing before it has sent its request. */
      if (makers[number](maker(&sides, number), &message)) fail("no message");
      check_at(take(number, &made[other]) == AUTHENTICATED_MALFORMED && has_nothing(side), "another message",
               10 * number + other);
      begin_before(number, suites);
      side = taker(&sides, number);
      if (other % 2 != number % 2) continue;
      check_at(takers[other](side, &made[other]) == AUTHENTICATED_WRONG_STEP && has_nothing(side), "another step",
               10 * number + other);
      check_at(takers[number](side, &made[number]) == AUTHENTICATED_WRONG_STEP, "no step after a refusal",
               10 * number + other);
    }
  struct region_key key;
  for (uint32_t number = 1; number <= MESSAGES; number++) {
    begin_before(number, suites);
    check_at(authenticated_region_key(&key, &sides.client, "Sab") == AUTHENTICATED_WRONG_STEP &&
                 is_zero(&key, sizeof key),
             "no key before the end", number);
  }
}

/* The better suite taken out of what B offers: seen in A's answer, and if that is changed too, in A's signature. */
static void check_downgrade(void) {
  static struct message request;
  for (uint32_t hidden = 0; hidden < 2; hidden++) {
    begin(&sides, SUITE_SET_ALL, SUITE_SET_ALL);
    if (authenticated_request(&sides.client, &request)) fail("no request");
    request.bytes[2] = 1 << SUITE_FFDHE2048_RSA_PSS;
    request.size = 2 + 1 + 32 + 2 + identity_of_b[SUITE_FFDHE2048_RSA_PSS].certificate_size;
    if (take(1, &request) || authenticated_respond(&sides.owner, &message)) fail("the owner does not take one suite");
    if (!hidden) {
      check(take(2, &message) == AUTHENTICATED_DOWNGRADED && has_nothing(&sides.client), "the suites are other ones");
      continue;
    }
    message.bytes[2 + 32] = SUITE_SET_ALL;
    check(take(2, &message) == AUTHENTICATED_DONE && pass(&sides, 3, &message),
        "a hidden downgrade is not seen at once");
    if (authenticated_sign_as_owner(&sides.owner, &message)) fail("no signature");
    check(take(4, &message) == AUTHENTICATED_BAD_SIGNATURE && has_nothing(&sides.client), "a hidden downgrade");
  }
  /* What A does not look at, the certificate of a suite that it does not take, is signed too. */
  begin(&sides, SUITE_SET_ALL, SUITE_SET_ALL);
  if (authenticated_request(&sides.client, &request)) fail("no request");
  request.bytes[2 + 1 + 32 + 2 + 100] ^= 1;
  check(take(1, &request) == AUTHENTICATED_DONE && pass(&sides, 2, &message) && pass(&sides, 3, &message),
        "an unused certificate is not looked at");
  if (authenticated_sign_as_owner(&sides.owner, &message)) fail("no signature");
  check(take(4, &message) == AUTHENTICATED_BAD_SIGNATURE && has_nothing(&sides.client),
      "an unused certificate is changed");
  begin_before(2, 1 << SUITE_FFDHE2048_RSA_PSS);
  if (authenticated_respond(&sides.owner, &message)) fail("no response");
  message.bytes[2 + 32 + 1] = SUITE_X25519_ED25519;
  check(take(2, &message) == AUTHENTICATED_DOWNGRADED, "a suite that was not offered");
}

/* A client that is who it says, and sends a value that gives no secret, or gives it another one. */
static void check_values(enum suite suite) {
  suite_set suites = (suite_set)(1u << suite);
  for (uint8_t last = 0; last < 2; last++) {
    begin_before(3, suites);
    memset(sides.client.value, 0, sizeof sides.client.value);
    sides.client.value[suite_value_size(suite) - 1] = suite == SUITE_FFDHE2048_RSA_PSS ? last : 0;
    check(pass(&sides, 3, &message) && pass(&sides, 4, &message), "the value is not used at once");
    if (authenticated_sign_as_client(&sides.client, &message)) fail("no signature");
    check_at(take(5, &message) == AUTHENTICATED_BAD_VALUE && has_nothing(&sides.owner), "a value without a secret",
        last);
  }
  for (uint32_t number = 3; number <= 4; number++) {
    begin_before(number, suites);
    if (makers[number](maker(&sides, number), &message)) fail("no message");
    message.bytes[2 + AUTHENTICATED_CHALLENGE_SIZE] ^= 1;
    if (number == 3 && (take(3, &message) || authenticated_sign_as_owner(&sides.owner, &message))) fail("no signature");
    check_at(take(4, &message) == AUTHENTICATED_BAD_SIGNATURE && has_nothing(&sides.client), "another value", number);
  }
  begin_before(5, suites);
  sides.client.secret.agreed[0] ^= 1;
  if (authenticated_sign_as_client(&sides.client, &message)) fail("no signature");
  check(take(5, &message) == AUTHENTICATED_BAD_CONFIRMATION && has_nothing(&sides.owner), "another key");
}

/* Certificates that hold, for somebody else, by nobody, or too early; and the right one without its key. */
static void check_certificates(enum suite suite) {
  suite_set suites = (suite_set)(1u << suite);
  static struct credential swapped[SUITES + 1];
  begin(&sides, suites, suites);
  sides.client.setup.credentials = identity_of_a;
  if (authenticated_request(&sides.client, &message)) fail("no request");
  check(take(1, &message) == AUTHENTICATED_BAD_CERTIFICATE && sides.owner.certificate == CERTIFICATE_WRONG_NAME,
      "another name");
  begin_before(2, suites);
  sides.client.setup.time = 0;
  if (authenticated_respond(&sides.owner, &message)) fail("no response");
  check(take(2, &message) == AUTHENTICATED_BAD_CERTIFICATE && sides.client.certificate == CERTIFICATE_NOT_YET_VALID,
      "another time");
  swapped[suite] = identity_of_b[suite];
  swapped[suite].key = identity_of_a[suite].key;
  begin(&sides, suites, suites);
  sides.client.setup.credentials = swapped;
  for (uint32_t number = 1; number < 5; number++)
    if (!pass(&sides, number, &message)) fail("an exchange does not begin");
  if (authenticated_sign_as_client(&sides.client, &message)) fail("no signature");
  check(take(5, &message) == AUTHENTICATED_BAD_SIGNATURE && has_nothing(&sides.owner), "a certificate without its key");
}

int main(void) {
  check_messages();
  check_agreement();
  check_order(1 << SUITE_FFDHE2048_RSA_PSS);
  check_downgrade();
  for (uint32_t suite = 1; suite <= SUITES; suite++) {
    check_replay(all_suites[suite - 1]);
    check_reflection(all_suites[suite - 1]);
    check_values((enum suite)suite);
    check_certificates((enum suite)suite);
  }
  return checks_end();
}
