/* Two processes agree on the key of a shared region, and know with whom: figure 6 of the source document (SF-112 to
 * SF-126), with everything that was sent signed by both, and the key confirmed by both before it is used.
 * docs/authenticated-exchange.md.
 *
 * Each step is a function. A step takes the other side's message, or makes one; who carries it does not matter. The
 * client begins:
 *
 *   client                                      owner
 *   authenticated_request            1 ->       authenticated_check_request
 *   authenticated_check_response     <- 2       authenticated_respond
 *   authenticated_send_value         3 ->       authenticated_take_value
 *   authenticated_check_owner        <- 4       authenticated_sign_as_owner
 *   authenticated_sign_as_client     5 ->       authenticated_check_client
 *   authenticated_check_confirmation <- 6       authenticated_confirm
 *
 * After the first step that is not DONE there is no key and no other step, and all secrets are gone. */
#pragma once
#include "authenticated_message.h"
#include "certificate.h"
#include "credential.h"
#include "region.h"
#include "sha256.h"
#include "suite.h"

enum authenticated_role : uint8_t { AUTHENTICATED_OWNER, AUTHENTICATED_CLIENT };

enum [[nodiscard]] authenticated_result : uint8_t {
  AUTHENTICATED_DONE = 0,
  AUTHENTICATED_WRONG_STEP,       /* another step would be next, or there was a refusal */
  AUTHENTICATED_MALFORMED,        /* not a message of this step */
  AUTHENTICATED_PEER_REFUSED,     /* the other side, or whoever speaks for it, has refused */
  AUTHENTICATED_NO_COMMON_SUITE,
  AUTHENTICATED_DOWNGRADED,       /* the suites that the owner has seen are not those that the client offers */
  AUTHENTICATED_REPLAYED,         /* a message for another challenge than that of this run */
  AUTHENTICATED_REFLECTED,        /* the own challenge comes back as the other side's */
  AUTHENTICATED_BAD_CERTIFICATE,  /* `certificate` says why */
  AUTHENTICATED_BAD_SIGNATURE,    /* not by the key of the certificate, or of other messages */
  AUTHENTICATED_BAD_VALUE,        /* a public value that gives no secret */
  AUTHENTICATED_BAD_CONFIRMATION, /* the other side has another key */
  AUTHENTICATED_FAULT,            /* no random numbers, or the hardware has computed something wrong */
};

/* For messages. */
const char *authenticated_result_text(enum authenticated_result result);

enum authenticated_state : uint8_t {
  AUTHENTICATED_STOPPED = 0,
  CLIENT_REQUESTS, CLIENT_AWAITS_RESPONSE, CLIENT_SENDS_VALUE,
  CLIENT_AWAITS_OWNER, CLIENT_SIGNS, CLIENT_AWAITS_CONFIRMATION,
  OWNER_AWAITS_REQUEST, OWNER_RESPONDS, OWNER_AWAITS_VALUE, OWNER_SIGNS, OWNER_AWAITS_CLIENT, OWNER_CONFIRMS,
  AUTHENTICATED_AGREED,
};

enum { AUTHENTICATED_CHALLENGE_SIZE = 32 };

/* What a process comes with. It has to stay as long as the exchange. Arrays are indexed by suite. */
struct authenticated_setup {
  enum authenticated_role role;
  /* What the client offers, and what the owner accepts, which takes the strongest. */
  suite_set suites;
  const struct credential *credentials;
  /* Who is believed about the other side. */
  const struct authority *authorities;
  /* The name of the other side, as its certificate has to say it. */
  const char *peer;
  /* Seconds since the beginning of 1970, as far as the process knows. */
  int64_t time;
};

/* One side; belongs into a hidden region (SF-114). */
struct authenticated {
  struct authenticated_setup setup;
  enum authenticated_state state;
  enum suite suite;
  /* What the client offers, as the owner has seen it. */
  suite_set offered;
  /* Why there is no agreement, if that is so. */
  enum authenticated_result result;
  enum certificate_result certificate;
  uint8_t challenge[AUTHENTICATED_CHALLENGE_SIZE], peer_challenge[AUTHENTICATED_CHALLENGE_SIZE];
  uint8_t value[SUITE_VALUE_MAXIMUM], peer_value[SUITE_VALUE_MAXIMUM];
  struct certificate peer;
  /* Over all bytes that both sides have sent so far. */
  struct sha256 transcript;
  struct {
    uint8_t exponent[SUITE_SECRET_SIZE];
    uint8_t agreed[SUITE_VALUE_MAXIMUM];
    /* Kauth, and a key for each direction's confirmation. */
    uint8_t common[SHA256_SIZE];
    uint8_t confirmation[2][SHA256_SIZE];
  } secret;
};

/* Before the first step. A structure can begin again. */
void authenticated_begin(struct authenticated *exchange, const struct authenticated_setup *setup);

/* SF-115: B sends its challenge Bn and a certificate Bcert for every suite that it offers. */
enum authenticated_result authenticated_request(struct authenticated *exchange, struct message *message);

/* SF-117: A chooses the suite, checks Bcert with Kpg, which gives it Kpb, and computes Av. */
enum authenticated_result authenticated_check_request(struct authenticated *exchange, const struct message *message);

/* SF-118: A sends its challenge An and its certificate Acert. */
enum authenticated_result authenticated_respond(struct authenticated *exchange, struct message *message);

/* SF-118: B checks Acert with Kpg, which gives it Kpa, and computes Bv. */
enum authenticated_result authenticated_check_response(struct authenticated *exchange, const struct message *message);

/* Bv goes first: so that A can sign both values. */
enum authenticated_result authenticated_send_value(struct authenticated *exchange, struct message *message);
enum authenticated_result authenticated_take_value(struct authenticated *exchange, const struct message *message);

/* SF-119: A sends Av, and signs it and all that was sent, Bn among it. */
enum authenticated_result authenticated_sign_as_owner(struct authenticated *exchange, struct message *message);

/* SF-122: B checks the signature with Kpa, and takes Av. */
enum authenticated_result authenticated_check_owner(struct authenticated *exchange, const struct message *message);

/* SF-120, SF-123: B signs all that was sent, Bv and An among it, computes Kauth, and confirms it. */
enum authenticated_result authenticated_sign_as_client(struct authenticated *exchange, struct message *message);

/* SF-121, SF-123: A checks the signature with Kpb, computes Kauth, and checks that B has the same. */
enum authenticated_result authenticated_check_client(struct authenticated *exchange, const struct message *message);

/* A confirms Kauth: both sides have it, and A knows that. */
enum authenticated_result authenticated_confirm(struct authenticated *exchange, struct message *message);

/* B knows it too. */
enum authenticated_result authenticated_check_confirmation(struct authenticated *exchange,
                                                           const struct message *message);

/* SF-125: a key for a region, of Kauth and of what it is for. WRONG_STEP, and zeros, unless both sides have
 * confirmed. */
enum authenticated_result authenticated_region_key(struct region_key *key, const struct authenticated *exchange,
                                                   const char *purpose);

/* A message that tells the other side of a refusal, so that it does not wait. Anybody could send it. */
void authenticated_refusal(const struct authenticated *exchange, struct message *message);
