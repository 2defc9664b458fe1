/* In the middle: with a kernel that leads A and B to it, this process carries their messages, and changes one of each
 * run but the first, in a way and at a place that follow from its certificate and so from the seed of the build. */
#include "mitm/identity.h"
#include "disturbed.h"

/* What is done to a message. */
enum disturbance : uint32_t {
  FLIPPED, OVERWRITTEN, CUT, LENGTHENED, EXCHANGED, REPLAYED, REFLECTED, RETYPED, BROKEN_PIECE, DISTURBANCES
};
static const char *const disturbance_texts[DISTURBANCES] = {
    "a bit is flipped",          "some bytes are others",      "it is cut off",
    "it is longer",              "two parts change places",    "it is that of a run before",
    "it is the receiver's own",  "it is of another type",      "its pieces are not in order",
};

struct middle {
  uint32_t random;
  struct message message, original, changed;
  /* By their numbers, of this run and of those before. */
  struct message sent[MESSAGES + 1], earlier[MESSAGES + 1];
};

/* xorshift, Marsaglia 2003. */
static uint32_t random_below(struct middle *middle, uint32_t bound) {
  uint32_t word = middle->random;
  word ^= word << 13;
  word ^= word >> 17;
  word ^= word << 5;
  middle->random = word;
  return word % bound;
}

static void copy(struct message *to, const struct message *from) {
  to->size = from->size;
  memcpy(to->bytes, from->bytes, from->size);
}

/* The place of the change in the message. */
static uint32_t change(struct middle *middle, enum disturbance disturbance, uint32_t number) {
  struct message *message = &middle->changed;
  uint32_t size = message->size, place = random_below(middle, size);
  switch (disturbance) {
    case OVERWRITTEN: {
      uint32_t count = 1 + random_below(middle, 32);
      for (uint32_t index = place; index < size && index < place + count; index++)
        message->bytes[index] = (uint8_t)random_below(middle, 256);
      break;
    }
    case CUT: message->size = place; break;
    case LENGTHENED:
      place = size;
      message->size += 1 + random_below(middle, 16);
      if (message->size > MESSAGE_MAXIMUM) message->size = MESSAGE_MAXIMUM;
      for (uint32_t index = size; index < message->size; index++)
        message->bytes[index] = (uint8_t)random_below(middle, 256);
      break;
    case EXCHANGED: {
      uint32_t other = random_below(middle, size);
      for (uint32_t index = 0; index < 16 && place + index < size && other + index < size; index++) {
        uint8_t byte = message->bytes[place + index];
        message->bytes[place + index] = message->bytes[other + index];
        message->bytes[other + index] = byte;
      }
      break;
    }
    case REPLAYED: copy(message, &middle->earlier[number]); place = 0; break;
    case REFLECTED: copy(message, &middle->sent[number - 1]); place = 0; break;
    case RETYPED:
      place = 1;
      message->bytes[1] ^= (uint8_t)(1 + random_below(middle, 255));
      break;
    default: break;
  }
  bool is_same = message->size == size && equal_bytes(message->bytes, middle->original.bytes, size);
  /* FLIPPED, and what has changed nothing. */
  if (is_same) message->bytes[place] ^= (uint8_t)(1 << random_below(middle, 8));
  return place;
}

/* A message whose second piece is its first again; of one that has only one, its place is wrong. */
static void send_broken(const struct message *message, int32_t process) {
  uint8_t piece[SYSTEM_MESSAGE_BYTES];
  uint32_t count = message->size < sizeof piece - 4 ? message->size : (uint32_t)sizeof piece - 4;
  bool has_one = count == message->size;
  const uint8_t head[] = {(uint8_t)(message->size >> 8), (uint8_t)message->size, 0, has_one};
  memcpy(piece, head, 4);
  memcpy(piece + 4, message->bytes, count);
  for (uint32_t time = 0; time < (has_one ? 1 : 2); time++) expect(system_send(process, piece, 4 + count), "a piece");
}

static bool is_refusal(const struct message *message) {
  struct message_reader reader;
  return message_open(&reader, message, MESSAGE_REFUSAL);
}

/* One run. Number 0 stands for no message. */
static void carry(struct middle *middle, uint32_t chosen, enum disturbance disturbance) {
  struct message *message = &middle->message;
  for (uint32_t number = 1; number <= MESSAGES + 1; number++) {
    int32_t from = number % 2 ? B : A, to = number % 2 ? A : B;
    receive_message(message, from);
    bool is_last = is_refusal(message);
    if (number <= MESSAGES && !is_last) copy(&middle->sent[number], message);
    if (number == chosen && !is_last) {
      if (disturbance == BROKEN_PIECE) {
        send_broken(message, to);
        continue;
      }
      copy(&middle->original, message);
      copy(&middle->changed, message);
      uint32_t place = change(middle, disturbance, number);
      print(", byte ");
      print_number((int32_t)place);
      send_message(&middle->changed, to);
      /* Who is told of a refusal ends the run, and does not tell of it. */
      if (!is_refusal(&middle->changed)) continue;
      message_begin(message, MESSAGE_REFUSAL);
      message_put_byte(message, AUTHENTICATED_PEER_REFUSED);
      send_message(message, from);
      return;
    }
    send_message(message, to);
    if (is_last) return;
  }
}

/* In the order in which they come: of[A] and of[B]. */
static void receive_verdicts(struct verdict of[2]) {
  bool has[2] = {};
  for (uint32_t count = 0; count < 2; count++) {
    struct verdict verdict;
    int32_t sender;
    int32_t size = expect(system_receive(&verdict, sizeof verdict, &sender), "a verdict");
    if (size != sizeof verdict || sender < A || sender > B || has[sender]) fail("mitm: this is no verdict");
    of[sender] = verdict;
    has[sender] = true;
  }
}

static void print_verdict(const char *who, const struct verdict *verdict) {
  print(who);
  print(verdict->agreed ? "agrees" : verdict->result ? authenticated_result_text(verdict->result) : "B has no key");
}

int main(void) {
  struct middle *middle = hidden_region(HIDDEN_SEGMENT, (sizeof *middle + 4095) & ~4095u);
  const struct credential *own = &identity_of_mitm[SUITE_FFDHE2048_RSA_PSS];
  for (uint32_t index = 0; index < own->certificate_size; index++)
    middle->random = (middle->random ^ own->certificate[index]) * 0x01000193 | 1;
  for (int32_t run = 0, last = runs(); run < last; run++) {
    /* Each kind meets each message. */
    uint32_t chosen = run == 0 ? 0 : 1 + (uint32_t)(run - 1) % MESSAGES;
    enum disturbance disturbance = (enum disturbance)random_below(middle, DISTURBANCES);
    if (disturbance == REFLECTED && chosen == 1) disturbance = REPLAYED;
    print("run ");
    print_number(run);
    if (run) {
      print(": message ");
      print_number((int32_t)chosen);
      print(": ");
      print(disturbance_texts[disturbance]);
    } else {
      print(": nothing is changed");
    }
    carry(middle, chosen, disturbance);
    struct verdict of[2];
    receive_verdicts(of);
    bool agree = of[A].agreed && of[B].agreed && equal_bytes(of[A].compared, of[B].compared, COMPARED_BYTES);
    if (agree) {
      print(": A and B agree\n");
    } else {
      print_verdict(": A: ", &of[A]);
      print_verdict("; B: ", &of[B]);
      print("\n");
    }
    if (run == 0 ? !agree : of[A].agreed || of[B].agreed) fail("mitm: this is not how the run has to end");
    for (uint32_t number = 1; number <= MESSAGES; number++) copy(&middle->earlier[number], &middle->sent[number]);
  }
  print("A and B have refused in every other run\n");
  return 0;
}
