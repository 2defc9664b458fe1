#include "authenticated.h"
#include "authenticated_keys.h"
#include "constant_time.h"
#include "hkdf.h"
#include "memory.h"
#include "random.h"

void authenticated_begin(struct authenticated *exchange, const struct authenticated_setup *setup) {
  wipe(exchange, sizeof *exchange);
  exchange->setup = *setup;
  exchange->state = setup->role == AUTHENTICATED_CLIENT ? CLIENT_REQUESTS : OWNER_AWAITS_REQUEST;
  transcript_begin(&exchange->transcript);
}

static enum authenticated_result refuse(struct authenticated *exchange, enum authenticated_result result) {
  wipe(&exchange->secret, sizeof exchange->secret);
  exchange->state = AUTHENTICATED_STOPPED;
  exchange->result = result;
  return result;
}

static enum authenticated_result go_on(struct authenticated *exchange, enum authenticated_state state) {
  exchange->state = state;
  return AUTHENTICATED_DONE;
}

/* A step that makes a message: whether it is its turn. The first reason to refuse stays the one that is told. */
static enum authenticated_result begin_step(struct authenticated *exchange, enum authenticated_state state) {
  if (exchange->state == state) return AUTHENTICATED_DONE;
  if (exchange->state != AUTHENTICATED_STOPPED) return refuse(exchange, AUTHENTICATED_WRONG_STEP);
  return AUTHENTICATED_WRONG_STEP;
}

static void begin_answer(const struct authenticated *exchange, struct message *message, enum message_type type) {
  message_begin(message, type);
  message_put(message, exchange->peer_challenge, AUTHENTICATED_CHALLENGE_SIZE);
}

/* A step that takes a message: whether it is its turn, and whether the message is its own. */
static enum authenticated_result begin_check(struct authenticated *exchange, enum authenticated_state state,
                                             struct message_reader *reader, const struct message *message,
                                             enum message_type type) {
  enum authenticated_result result = begin_step(exchange, state);
  if (result) return result;
  if (message_open(reader, message, MESSAGE_REFUSAL)) return refuse(exchange, AUTHENTICATED_PEER_REFUSED);
  if (!message_open(reader, message, type)) return refuse(exchange, AUTHENTICATED_MALFORMED);
  if (type == MESSAGE_REQUEST) return AUTHENTICATED_DONE;
  const uint8_t *challenge;
  if (!message_take(reader, &challenge, AUTHENTICATED_CHALLENGE_SIZE)) return refuse(exchange, AUTHENTICATED_MALFORMED);
  if (equal_bytes(challenge, exchange->challenge, AUTHENTICATED_CHALLENGE_SIZE)) return AUTHENTICATED_DONE;
  return refuse(exchange, AUTHENTICATED_REPLAYED);
}

/* The other side's certificate; who it is, and its key. */
static enum authenticated_result check_certificate(struct authenticated *exchange, const uint8_t *bytes,
                                                   uint32_t size) {
  const struct authority *authority = &exchange->setup.authorities[exchange->suite];
  exchange->certificate =
      certificate_check(&exchange->peer, bytes, size, authority, exchange->setup.peer, exchange->setup.time);
  if (exchange->certificate == CERTIFICATE_FAULT) return AUTHENTICATED_FAULT;
  if (exchange->certificate) return AUTHENTICATED_BAD_CERTIFICATE;
  if (exchange->peer.key.algorithm == suite_signing(exchange->suite)) return AUTHENTICATED_DONE;
  exchange->certificate = CERTIFICATE_WRONG_USE;
  return AUTHENTICATED_BAD_CERTIFICATE;
}

static enum authenticated_result check_signature(struct authenticated *exchange, const uint8_t *signature,
                                                 uint32_t size, enum authenticated_role role) {
  enum cryptography_result result =
      transcript_verify(signature, size, &exchange->transcript, role, &exchange->peer.key);
  if (result == CRYPTOGRAPHY_FAULT) return AUTHENTICATED_FAULT;
  return result ? AUTHENTICATED_BAD_SIGNATURE : AUTHENTICATED_DONE;
}

static enum authenticated_result agree(struct authenticated *exchange) {
  enum cryptography_result result =
      suite_agree(exchange->suite, exchange->secret.agreed, exchange->secret.exponent, exchange->peer_value);
  if (result == CRYPTOGRAPHY_FAULT) return AUTHENTICATED_FAULT;
  return result ? AUTHENTICATED_BAD_VALUE : AUTHENTICATED_DONE;
}

/* Whether a code is that of the other side. */
static bool is_confirmed(const struct authenticated *exchange, const uint8_t *code, enum authenticated_role role) {
  uint8_t expected[SHA256_SIZE];
  authenticated_code(expected, exchange, role);
  bool equal = equal_bytes(code, expected, sizeof expected);
  wipe(expected, sizeof expected);
  return equal;
}

enum authenticated_result authenticated_request(struct authenticated *exchange, struct message *message) {
  enum authenticated_result result = begin_step(exchange, CLIENT_REQUESTS);
  if (result) return result;
  if (random_bytes(exchange->challenge, sizeof exchange->challenge)) return refuse(exchange, AUTHENTICATED_FAULT);
  message_begin(message, MESSAGE_REQUEST);
  message_put_byte(message, exchange->setup.suites);
  message_put(message, exchange->challenge, sizeof exchange->challenge);
  for (uint32_t suite = 1; suite <= SUITES; suite++) {
    if (!suite_set_has(exchange->setup.suites, (enum suite)suite)) continue;
    const struct credential *credential = &exchange->setup.credentials[suite];
    message_put_sized(message, credential->certificate, credential->certificate_size);
  }
  if (message->size == 0) return refuse(exchange, AUTHENTICATED_MALFORMED);
  transcript_add(&exchange->transcript, message->bytes, message->size);
  return go_on(exchange, CLIENT_AWAITS_RESPONSE);
}

enum authenticated_result authenticated_check_request(struct authenticated *exchange, const struct message *message) {
  struct message_reader reader;
  enum authenticated_result result = begin_check(exchange, OWNER_AWAITS_REQUEST, &reader, message, MESSAGE_REQUEST);
  if (result) return result;
  suite_set offered;
  const uint8_t *challenge, *certificate = nullptr;
  uint32_t size = 0;
  if (!message_take_byte(&reader, &offered) || !message_take(&reader, &challenge, AUTHENTICATED_CHALLENGE_SIZE))
    return refuse(exchange, AUTHENTICATED_MALFORMED);
  exchange->suite = suite_set_strongest(offered & exchange->setup.suites);
  /* Of suites that are not known, there is a certificate too. */
  for (uint32_t suite = 0; suite < 8; suite++) {
    const uint8_t *bytes;
    uint32_t count;
    if (!suite_set_has(offered, (enum suite)suite)) continue;
    if (suite == SUITE_NONE || !message_take_sized(&reader, &bytes, &count))
      return refuse(exchange, AUTHENTICATED_MALFORMED);
    if (suite == exchange->suite) {
      certificate = bytes;
      size = count;
    }
  }
  if (!message_is_read(&reader)) return refuse(exchange, AUTHENTICATED_MALFORMED);
  memcpy(exchange->peer_challenge, challenge, sizeof exchange->peer_challenge);
  exchange->offered = offered;
  if (exchange->suite == SUITE_NONE) return refuse(exchange, AUTHENTICATED_NO_COMMON_SUITE);
  result = check_certificate(exchange, certificate, size);
  if (result) return refuse(exchange, result);
  if (suite_choose(exchange->suite, exchange->secret.exponent, exchange->value))
    return refuse(exchange, AUTHENTICATED_FAULT);
  transcript_add(&exchange->transcript, message->bytes, message->size);
  return go_on(exchange, OWNER_RESPONDS);
}

enum authenticated_result authenticated_respond(struct authenticated *exchange, struct message *message) {
  enum authenticated_result result = begin_step(exchange, OWNER_RESPONDS);
  if (result) return result;
  if (random_bytes(exchange->challenge, sizeof exchange->challenge)) return refuse(exchange, AUTHENTICATED_FAULT);
  const struct credential *credential = &exchange->setup.credentials[exchange->suite];
  begin_answer(exchange, message, MESSAGE_RESPONSE);
  message_put_byte(message, exchange->offered);
  message_put_byte(message, exchange->suite);
  message_put(message, exchange->challenge, sizeof exchange->challenge);
  message_put_sized(message, credential->certificate, credential->certificate_size);
  if (message->size == 0) return refuse(exchange, AUTHENTICATED_MALFORMED);
  transcript_add(&exchange->transcript, message->bytes, message->size);
  return go_on(exchange, OWNER_AWAITS_VALUE);
}

enum authenticated_result authenticated_check_response(struct authenticated *exchange, const struct message *message) {
  struct message_reader reader;
  enum authenticated_result result = begin_check(exchange, CLIENT_AWAITS_RESPONSE, &reader, message, MESSAGE_RESPONSE);
  if (result) return result;
  suite_set offered;
  uint8_t suite;
  const uint8_t *challenge, *certificate;
  uint32_t size;
  if (!message_take_byte(&reader, &offered) || !message_take_byte(&reader, &suite) ||
      !message_take(&reader, &challenge, AUTHENTICATED_CHALLENGE_SIZE) ||
      !message_take_sized(&reader, &certificate, &size) || !message_is_read(&reader))
    return refuse(exchange, AUTHENTICATED_MALFORMED);
  memcpy(exchange->peer_challenge, challenge, sizeof exchange->peer_challenge);
  if (equal_bytes(challenge, exchange->challenge, AUTHENTICATED_CHALLENGE_SIZE))
    return refuse(exchange, AUTHENTICATED_REFLECTED);
  if (offered != exchange->setup.suites || suite == SUITE_NONE || suite > SUITES ||
      !suite_set_has(offered, (enum suite)suite))
    return refuse(exchange, AUTHENTICATED_DOWNGRADED);
  exchange->suite = (enum suite)suite;
  result = check_certificate(exchange, certificate, size);
  if (result) return refuse(exchange, result);
  if (suite_choose(exchange->suite, exchange->secret.exponent, exchange->value))
    return refuse(exchange, AUTHENTICATED_FAULT);
  transcript_add(&exchange->transcript, message->bytes, message->size);
  return go_on(exchange, CLIENT_SENDS_VALUE);
}

enum authenticated_result authenticated_send_value(struct authenticated *exchange, struct message *message) {
  enum authenticated_result result = begin_step(exchange, CLIENT_SENDS_VALUE);
  if (result) return result;
  begin_answer(exchange, message, MESSAGE_VALUE);
  message_put(message, exchange->value, suite_value_size(exchange->suite));
  transcript_add(&exchange->transcript, message->bytes, message->size);
  return go_on(exchange, CLIENT_AWAITS_OWNER);
}

enum authenticated_result authenticated_take_value(struct authenticated *exchange, const struct message *message) {
  struct message_reader reader;
  enum authenticated_result result = begin_check(exchange, OWNER_AWAITS_VALUE, &reader, message, MESSAGE_VALUE);
  if (result) return result;
  const uint8_t *value;
  uint32_t size = suite_value_size(exchange->suite);
  if (!message_take(&reader, &value, size) || !message_is_read(&reader))
    return refuse(exchange, AUTHENTICATED_MALFORMED);
  memcpy(exchange->peer_value, value, size);
  transcript_add(&exchange->transcript, message->bytes, message->size);
  return go_on(exchange, OWNER_SIGNS);
}

enum authenticated_result authenticated_sign_as_owner(struct authenticated *exchange, struct message *message) {
  enum authenticated_result result = begin_step(exchange, OWNER_SIGNS);
  if (result) return result;
  uint8_t signature[SIGNING_SIGNATURE_MAXIMUM];
  uint32_t size = signing_signature_size(suite_signing(exchange->suite));
  begin_answer(exchange, message, MESSAGE_OWNER_SIGNATURE);
  message_put(message, exchange->value, suite_value_size(exchange->suite));
  transcript_add(&exchange->transcript, message->bytes, message->size);
  const struct private_key *key = exchange->setup.credentials[exchange->suite].key;
  if (transcript_sign(signature, &exchange->transcript, AUTHENTICATED_OWNER, key))
    return refuse(exchange, AUTHENTICATED_FAULT);
  message_put(message, signature, size);
  transcript_add(&exchange->transcript, signature, size);
  return go_on(exchange, OWNER_AWAITS_CLIENT);
}

enum authenticated_result authenticated_check_owner(struct authenticated *exchange, const struct message *message) {
  struct message_reader reader;
  enum authenticated_result result =
      begin_check(exchange, CLIENT_AWAITS_OWNER, &reader, message, MESSAGE_OWNER_SIGNATURE);
  if (result) return result;
  const uint8_t *value, *signature;
  uint32_t value_size = suite_value_size(exchange->suite);
  uint32_t size = signing_signature_size(suite_signing(exchange->suite));
  if (!message_take(&reader, &value, value_size) || !message_take(&reader, &signature, size) ||
      !message_is_read(&reader))
    return refuse(exchange, AUTHENTICATED_MALFORMED);
  transcript_add(&exchange->transcript, message->bytes, (uint32_t)(signature - message->bytes));
  result = check_signature(exchange, signature, size, AUTHENTICATED_OWNER);
  if (result) return refuse(exchange, result);
  transcript_add(&exchange->transcript, signature, size);
  memcpy(exchange->peer_value, value, value_size);
  result = agree(exchange);
  return result ? refuse(exchange, result) : go_on(exchange, CLIENT_SIGNS);
}

enum authenticated_result authenticated_sign_as_client(struct authenticated *exchange, struct message *message) {
  enum authenticated_result result = begin_step(exchange, CLIENT_SIGNS);
  if (result) return result;
  uint8_t signature[SIGNING_SIGNATURE_MAXIMUM], code[SHA256_SIZE];
  uint32_t size = signing_signature_size(suite_signing(exchange->suite));
  const struct private_key *key = exchange->setup.credentials[exchange->suite].key;
  if (transcript_sign(signature, &exchange->transcript, AUTHENTICATED_CLIENT, key))
    return refuse(exchange, AUTHENTICATED_FAULT);
  transcript_add(&exchange->transcript, signature, size);
  authenticated_derive(exchange);
  authenticated_code(code, exchange, AUTHENTICATED_CLIENT);
  begin_answer(exchange, message, MESSAGE_CLIENT_SIGNATURE);
  message_put(message, signature, size);
  message_put(message, code, sizeof code);
  return go_on(exchange, CLIENT_AWAITS_CONFIRMATION);
}

enum authenticated_result authenticated_check_client(struct authenticated *exchange, const struct message *message) {
  struct message_reader reader;
  enum authenticated_result result =
      begin_check(exchange, OWNER_AWAITS_CLIENT, &reader, message, MESSAGE_CLIENT_SIGNATURE);
  if (result) return result;
  const uint8_t *signature, *code;
  uint32_t size = signing_signature_size(suite_signing(exchange->suite));
  if (!message_take(&reader, &signature, size) || !message_take(&reader, &code, SHA256_SIZE) ||
      !message_is_read(&reader))
    return refuse(exchange, AUTHENTICATED_MALFORMED);
  result = check_signature(exchange, signature, size, AUTHENTICATED_CLIENT);
  if (!result) result = agree(exchange);
  if (result) return refuse(exchange, result);
  transcript_add(&exchange->transcript, signature, size);
  authenticated_derive(exchange);
  if (!is_confirmed(exchange, code, AUTHENTICATED_CLIENT)) return refuse(exchange, AUTHENTICATED_BAD_CONFIRMATION);
  return go_on(exchange, OWNER_CONFIRMS);
}

enum authenticated_result authenticated_confirm(struct authenticated *exchange, struct message *message) {
  enum authenticated_result result = begin_step(exchange, OWNER_CONFIRMS);
  if (result) return result;
  uint8_t code[SHA256_SIZE];
  authenticated_code(code, exchange, AUTHENTICATED_OWNER);
  begin_answer(exchange, message, MESSAGE_CONFIRMATION);
  message_put(message, code, sizeof code);
  return go_on(exchange, AUTHENTICATED_AGREED);
}

enum authenticated_result authenticated_check_confirmation(struct authenticated *exchange,
                                                           const struct message *message) {
  struct message_reader reader;
  enum authenticated_result result =
      begin_check(exchange, CLIENT_AWAITS_CONFIRMATION, &reader, message, MESSAGE_CONFIRMATION);
  if (result) return result;
  const uint8_t *code;
  if (!message_take(&reader, &code, SHA256_SIZE) || !message_is_read(&reader))
    return refuse(exchange, AUTHENTICATED_MALFORMED);
  if (!is_confirmed(exchange, code, AUTHENTICATED_OWNER)) return refuse(exchange, AUTHENTICATED_BAD_CONFIRMATION);
  return go_on(exchange, AUTHENTICATED_AGREED);
}

enum authenticated_result authenticated_region_key(struct region_key *key, const struct authenticated *exchange,
                                                   const char *purpose) {
  uint32_t length = 0;
  require_encrypted_mode();
  while (purpose[length]) length++;
  wipe(key, sizeof *key);
  if (exchange->state != AUTHENTICATED_AGREED) return AUTHENTICATED_WRONG_STEP;
  if (hkdf_expand(key, sizeof *key, exchange->secret.common, purpose, length)) return AUTHENTICATED_FAULT;
  return AUTHENTICATED_DONE;
}

void authenticated_refusal(const struct authenticated *exchange, struct message *message) {
  begin_answer(exchange, message, MESSAGE_REFUSAL);
  message_put_byte(message, exchange->result);
}

const char *authenticated_result_text(enum authenticated_result result) {
  static const char *const texts[] = {
      [AUTHENTICATED_DONE] = "done",
      [AUTHENTICATED_WRONG_STEP] = "this step is not the next one",
      [AUTHENTICATED_MALFORMED] = "this is not the message that should come",
      [AUTHENTICATED_PEER_REFUSED] = "the other side has refused",
      [AUTHENTICATED_NO_COMMON_SUITE] = "there is no suite that both have",
      [AUTHENTICATED_DOWNGRADED] = "somebody has changed the suites that were offered",
      [AUTHENTICATED_REPLAYED] = "a message of another run",
      [AUTHENTICATED_REFLECTED] = "the own challenge has come back",
      [AUTHENTICATED_BAD_CERTIFICATE] = "the certificate does not hold",
      [AUTHENTICATED_BAD_SIGNATURE] = "the signature is not one of the other side under what was sent",
      [AUTHENTICATED_BAD_VALUE] = "a public value that gives no secret",
      [AUTHENTICATED_BAD_CONFIRMATION] = "the other side has another key",
      [AUTHENTICATED_FAULT] = "no random numbers, or the hardware has computed something wrong",
  };
  return result < sizeof texts / sizeof *texts ? texts[result] : "no reason that is known";
}
