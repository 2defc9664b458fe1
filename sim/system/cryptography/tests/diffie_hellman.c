/* An exchange between two sides whose values OpenSSL has computed, one whose secret begins with a zero, the group, and
 * public values that have to be refused. The values, with Python's cryptography over OpenSSL:
 *
 *   group = dh.DHParameterNumbers(p, 2)
 *   def x(n): return int(hashlib.sha256(b"exponent %d" % n).hexdigest(), 16)
 *   def key(n): return dh.DHPrivateNumbers(x(n), dh.DHPublicNumbers(pow(2, x(n), p), group)).private_key()
 *   key(1).exchange(key(2).public_key()), key(9).exchange(key(2).public_key())
 *
 * In encrypted mode. */
#include "../constant_time.c"
#include "../diffie_hellman.c"
#include "../modular.c"
#include "check.h"

static uint8_t first[32], second[32], value[DIFFIE_HELLMAN_SIZE], peer[DIFFIE_HELLMAN_SIZE],
    secret[DIFFIE_HELLMAN_SIZE];

/* As `openssl genpkey -algorithm DH -pkeyopt group:ffdhe2048` has it. */
static const char group[] =
    "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef97d2fe363630c75d8"
    "f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935984f0c70e0e68b77e2a689daf3efe872"
    "1df158a136ade73530acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4ae56ede76372bb19"
    "0b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f619172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005"
    "c58ef1837d1683b2c6f34a26c1b2effa886b423861285c97ffffffffffffffff";

static const char first_value[] =
    "07874a6eaf3191d36081e1aa378221da506c8ddb515ba18c46c260a32063162ff58250a92b86019373b66f3ea2651f72bacdab650ed2afaa"
    "6ddaab9e2f08d975df5912c11c72bfd5f2e97aec6559bc4d8bf31d7888addb79a4c7a14ecd0e51ac2eb55e99885cca2bdac272bb6a4678b6"
    "0ef9942589935a9a7988b9c4355b3ef361a82e80d40f76df16234c52696fdffffbee4f6f13abfb4bcc9dd33f6c61583b4aadda9bdec133ec"
    "f635b8e8a44ee6899309e26399cee34ec115f819fc296a59bc81f9f2cff4d041ea15c748ffe31a4ff3140d118d5ce87bb6f84683750fecbe"
    "f85520bd38900b61b113e5eb3429f4b73d6a724a48ff08c40f4270618dde5eb1";

static const char second_value[] =
    "c39bf5897b6f6c8b26c6f8c22e8c185a4a2ccf05d7684cf0ad04673807ebc40d52a7dcbe12b8eb0c483e0d043e489d25fcf87a0e34461e06"
    "a3e0b5c64f7a38fa4db47c169934626d67c15f44ece99620feb1f7a1da75b2b34a2b610c92ac7c7515b0a10123d2f01f10e78b5703fe856c"
    "91646fca439e04e40cc0524f018765af52d53ba79e7a3fb960e99fab959a01262a954d86d00f5f20b89c40112284f37574fc135e31e05428"
    "81c883338be38ff6e78bb5657c1879ce90da3ecaac505124cf04a61d72d8d0fee6c84a17c90a310ceb1d173af66cac8a20a9d8feaf4596a2"
    "7f44de67e3da0ab5d6106583e273742490d9ba8522f3cf4733acf828fa152e8d";

static const char shared[] =
    "b8e9d20318bb3568b4448ccd676368108bff50a8b4b9e11ed7c3a345862c65ee8544554d8f3fa11a328ab140deef24b48be242b6922d0cf3"
    "374899e57538ca73112cec93ca493a23d77b049e674b172b3fec70a7151b7f624674e22afd05bb04d2da6596349f37e947b1379094c2ef01"
    "5c3155ad0489d61cb9b725b4f58b80599a0f9ed01f1af555773c223989f4e174903d7803ac0e22487b2cdce393e8499730f388a45d3d1a5d"
    "a7fc4647478a0353f93c1e797669f1765e8a8fbe64122b6324a164998b8a909638d6006aca32ce95560890abd7bfcc7f699d36ac49a20b65"
    "9234c8367062d05443207aa36207c6e59a514c9a8be85e5e394bb9d2ce371c70";

static const char begins_with_zero[] =
    "008572d044d266f7f49818b0f04aa77f3d723f0dfd4a5580e4fe357a22388f7c897a917ff3de7f0b2998345bac17a88a7ebade28196bc2c7"
    "0ef888865e722185b9df23a5d6ffab241677f3084070ef5190c594a9390e7c39ce50cabb239fc231b1a60e1e888f2e6cc25c48bbcb2ac161"
    "c322e10355ca352d85cfcc2e934c5cb9e8695673b273450a29d5165cd5f6491c6e88deb5c4cbe035ad50bf550383610ea158c0128ae1144b"
    "b08ee63775e72c997f6b27204287b70754f5a3c4e9ee6c7ac8477f3d4f328200a8dd2bbd1ad21cd0a55716fc164e9455f8786305824a0182"
    "600f3d315b1953ca8851f561ba80c56fa889563c9c2f7e3cfd947f4df61ba755";

/* A public value that is refused, and nothing of the secret is there. */
static void refused(const char *name) {
  /* With an even exponent and an odd one: p-1 to the power of them is 1 and p-1. */
  for (int i = 0; i < 2; i++) {
    first[31] ^= 1;
    memset(secret, 0x55, DIFFIE_HELLMAN_SIZE);
    check(diffie_hellman_shared(secret, first, peer) == CRYPTOGRAPHY_BAD_KEY, name);
    check(is_zero(secret, DIFFIE_HELLMAN_SIZE), "leaves zeros");
  }
}

int main(void) {
  check_bytes(ffdhe2048, group, "the group");

  parse(first, "6875ed4c0722dd5a2a289f75bbe0a69c5663ef8ecee4cb9539f96970c0d2a8c6");
  parse(second, "81fa8775e36d4eb96382a80802022f4186ef3fa37b88d22af040e3c033062337");
  check(diffie_hellman_public(value, first) == CRYPTOGRAPHY_DONE, "first value");
  check_bytes(value, first_value, "first value");
  check(diffie_hellman_public(peer, second) == CRYPTOGRAPHY_DONE, "second value");
  check_bytes(peer, second_value, "second value");
  check(diffie_hellman_shared(secret, first, peer) == CRYPTOGRAPHY_DONE, "first secret");
  check_bytes(secret, shared, "first secret");
  check(diffie_hellman_shared(secret, second, value) == CRYPTOGRAPHY_DONE, "second secret");
  check_bytes(secret, shared, "second secret");
  parse(first, "0ee603ad50e1a8ec8639da408a9fa90d6e3a37e55226c066711b15a0c3248f86");
  check(diffie_hellman_shared(secret, first, peer) == CRYPTOGRAPHY_DONE && secret[0] == 0,
        "a secret that begins with 0");
  check_bytes(secret, begins_with_zero, "a secret that begins with 0");

  memset(peer, 0, DIFFIE_HELLMAN_SIZE);
  refused("0");
  peer[DIFFIE_HELLMAN_SIZE - 1] = 1;
  refused("1");
  peer[DIFFIE_HELLMAN_SIZE - 1] = 2;
  check(diffie_hellman_shared(secret, first, peer) == CRYPTOGRAPHY_DONE, "2 is allowed");
  memcpy(peer, ffdhe2048, DIFFIE_HELLMAN_SIZE);
  refused("p");
  peer[DIFFIE_HELLMAN_SIZE - 1]--;
  refused("p-1");
  peer[DIFFIE_HELLMAN_SIZE - 1]--;
  check(diffie_hellman_shared(secret, first, peer) == CRYPTOGRAPHY_DONE, "p-2 is allowed");
  memset(peer, 0xff, DIFFIE_HELLMAN_SIZE);
  refused("2^2048-1");
  memcpy(peer, ffdhe2048, DIFFIE_HELLMAN_SIZE);
  peer[8]++;
  refused("more than p");

  memset(first, 0, sizeof first);
  check(diffie_hellman_public(value, first) == CRYPTOGRAPHY_BAD_KEY && is_zero(value, DIFFIE_HELLMAN_SIZE),
        "the exponent 0, public value");
  parse(peer, second_value);
  check(diffie_hellman_shared(secret, first, peer) == CRYPTOGRAPHY_BAD_KEY, "the exponent 0, secret");
  check(is_zero(secret, DIFFIE_HELLMAN_SIZE), "leaves zeros");
  return first_failure;
}
