/* In the middle: with a kernel that leads A and B to it, this process speaks with both (SF-112). It has a certificate
 * of the same authority, for its own name. It tries that one, and then the certificates of A and B, which everybody can
 * see. */
#include "figure6.h"
#include "memory.h"
#include "mitm/identity.h"

enum { A = 0, B = 1 };

struct middle {
  struct hidden to_a, to_b;
  /* B's first message. */
  struct message request;
  struct credential stolen_from_a[SUITES + 1], stolen_from_b[SUITES + 1];
  uint8_t certificate_of_a[MESSAGE_CERTIFICATE_MAXIMUM], certificates_of_b[SUITES + 1][MESSAGE_CERTIFICATE_MAXIMUM];
};

static void begin(struct hidden *side, enum authenticated_role role, suite_set suites,
                  const struct credential *credentials) {
  struct authenticated_setup setup = {.role = role,
                                      .suites = suites,
                                      .credentials = credentials,
                                      .authorities = authorities,
                                      .peer = role == AUTHENTICATED_CLIENT ? "a" : "b",
                                      .time = authority_time};
  authenticated_begin(&side->exchange, &setup);
}

static bool is_refusal(const struct message *message) {
  struct message_reader reader;
  return message_open(&reader, message, MESSAGE_REFUSAL);
}

static suite_set offered_by_b(const struct message *request) { return request->bytes[2]; }

static struct credential steal(uint8_t *place, struct message_reader *reader, enum suite suite) {
  const uint8_t *bytes;
  uint32_t size;
  if (!message_take_sized(reader, &bytes, &size) || size > MESSAGE_CERTIFICATE_MAXIMUM) fail("mitm: no certificate");
  memcpy(place, bytes, size);
  return (struct credential){place, size, identity_of_mitm[suite].key};
}

/* B's certificates, out of its request. */
static void steal_from_b(struct middle *middle) {
  struct message_reader reader;
  const uint8_t *head;
  if (!message_open(&reader, &middle->request, MESSAGE_REQUEST) || !message_take(&reader, &head, 1 + 32))
    fail("mitm: this is no request");
  for (uint32_t suite = 1; suite <= SUITES; suite++)
    if (suite_set_has(head[0], (enum suite)suite))
      middle->stolen_from_b[suite] = steal(middle->certificates_of_b[suite], &reader, (enum suite)suite);
}

/* A's certificate, out of its response. */
static void steal_from_a(struct middle *middle) {
  struct message_reader reader;
  const uint8_t *head;
  if (!message_open(&reader, &middle->to_a.message, MESSAGE_RESPONSE) || !message_take(&reader, &head, 32 + 2 + 32))
    fail("mitm: this is no response");
  enum suite suite = (enum suite)head[33];
  middle->stolen_from_a[suite] = steal(middle->certificate_of_a, &reader, suite);
}

/* To A it is B, to the end, or until A refuses. */
static bool a_refuses(struct middle *middle, const struct credential *credentials) {
  struct hidden *side = &middle->to_a;
  begin(side, AUTHENTICATED_CLIENT, offered_by_b(&middle->request), credentials);
  if (authenticated_request(&side->exchange, &side->message)) fail("mitm: no request");
  send_message(&side->message, A);
  receive_message(&side->message, A);
  if (is_refusal(&side->message)) return true;
  steal_from_a(middle);
  if (authenticated_check_response(&side->exchange, &side->message) ||
      authenticated_send_value(&side->exchange, &side->message))
    fail("mitm: no value");
  send_message(&side->message, A);
  receive_message(&side->message, A);
  if (authenticated_check_owner(&side->exchange, &side->message) ||
      authenticated_sign_as_client(&side->exchange, &side->message))
    fail("mitm: no signature");
  send_message(&side->message, A);
  receive_message(&side->message, A);
  return is_refusal(&side->message);
}

/* To B it is A. */
static bool b_refuses(struct middle *middle, const struct credential *credentials) {
  struct hidden *side = &middle->to_b;
  begin(side, AUTHENTICATED_OWNER, SUITE_SET_ALL, credentials);
  if (authenticated_check_request(&side->exchange, &middle->request) ||
      authenticated_respond(&side->exchange, &side->message))
    fail("mitm: no response");
  send_message(&side->message, B);
  receive_message(&side->message, B);
  if (is_refusal(&side->message)) return true;
  if (authenticated_take_value(&side->exchange, &side->message) ||
      authenticated_sign_as_owner(&side->exchange, &side->message))
    fail("mitm: no signature");
  send_message(&side->message, B);
  receive_message(&side->message, B);
  return is_refusal(&side->message);
}

int main(void) {
  struct middle *middle = hidden_region(HIDDEN_SEGMENT, (sizeof *middle + 4095) & ~4095u);
  for (uint32_t run = 1; run <= SUITES; run++) {
    for (uint32_t attempt = 0; attempt < ATTEMPTS; attempt++) {
      receive_message(&middle->request, B);
      steal_from_b(middle);
      bool steals = attempt > 0;
      step("SF-112", steals ? "comes between them with their own certificates"
                            : "comes between them with a certificate of its own");
      bool refused = a_refuses(middle, steals ? middle->stolen_from_b : identity_of_mitm);
      receive_word(A);
      refused &= b_refuses(middle, steals ? middle->stolen_from_a : identity_of_mitm);
      if (!refused) fail("mitm: they do not refuse");
      expect(system_send(B, "next", 4), "b");
    }
  }
  receive_word(B);
  for (uint32_t suite = 1; suite <= SUITES; suite++)
    if (system_map(name(shared_names[suite])) != SYSTEM_UNKNOWN) fail("mitm: they share something");
  step("SF-126", "A refuses, and so does B: no key, no shared region");
  expect(system_send(A, "end", 3), "a");
  receive_word(A);
  expect(system_send(B, "end", 3), "b");
  return 0;
}
