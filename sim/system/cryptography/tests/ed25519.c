/* Ed25519: the test vectors of RFC 8032, section 7.1, OpenSSL's signatures under random keys, and everything that has
 * to be refused. How many instructions a signature takes depends on no key. */
#include "../constant_time.c"
#include "../ed25519.c"
#include "../edwards25519.c"
#include "../field25519.c"
#include "../scalar25519.c"
#include "../sha256.c"
#include "../sha512.c"
#include "check.h"

static const struct {
  const char *seed, *public_key, *message, *signature;
} vectors[] = {
    /* TEST 1, 2, 3, 1024 and SHA(abc). */
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", " ",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
     "655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
     "b00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
     "c027beceea1ec40a"},
    {"f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
     "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
     "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12ee50f8f54e9f77b1e355f6c50544e23f"
     "b1433ddf73be84d879de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d658675fc6ea534e0810a4432826bf58c"
     "941efb65d57a338bbd2e26640f89ffbc1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4feba15452f80288a82"
     "1a579116ec6dad2b3b310da903401aa62100ab5d1a36553e06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbef"
     "efd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d206be6cd9ec7aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53"
     "f1d8ac70bdcb7ed185ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2d17ba70eb6248e594e1a2297acbbb39d"
     "502f1a8c6eb6f1ce22b3de1a1f40cc24554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f27088d78b7e883c8759"
     "d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b07"
     "07e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128bab27af87a71314f318c782b23ebfe808b82b0ce26401d2e22"
     "f04d83d1255dc51addd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429ec96031dbcad3dad9af0dcbaaaf268cb8"
     "fcffead94f3c7ca495e056a9b47acdb751fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c42f58c30c04aafdb"
     "038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34df"
     "f7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08d78ff4ef5d63653a65040cf9bfd4aca7984a74d371459867"
     "80fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e488acba6b965610b5480109c8b17b80e1"
     "b7b750dfc7598d5d5011fd2dcc5600a32ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e6aed3fb0f9cd71a4"
     "3dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5fb93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b5"
     "0d334ba77c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315cf4fd"
     "e7cb68606937380db2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef68d3a101e8a3b8ca"
     "c60c905c15fc910840b94c00a0b9d0",
     "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6"
     "ac00a9704a188a03"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e"
     "2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17a"
     "d9bef1177331a704"},
};

static uint8_t message[1100], signature[64];
static struct ed25519_key key;

static enum cryptography_result verify(size_t size) { return ed25519_verify(signature, message, size, key.public_key); }

static void published(void) {
  for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
    uint8_t seed[ED25519_SEED_SIZE];
    parse(seed, vectors[i].seed);
    size_t size = parse(message, vectors[i].message);
    ed25519_key(&key, seed);
    check_bytes(key.public_key, vectors[i].public_key, "public key of RFC 8032");
    ed25519_sign(signature, message, size, &key);
    check_bytes(signature, vectors[i].signature, "signature of RFC 8032");
    check(verify(size) == CRYPTOGRAPHY_DONE, "verified");
    check(verify(size + 1) == CRYPTOGRAPHY_BAD_SIGNATURE, "a longer message");
  }
}

/* With Python's cryptography over OpenSSL, and s = sha256(bytes([i])).digest(): the digest of, for i from 0 to 11, the
 * public key of Ed25519PrivateKey.from_private_bytes(s) and its sign(s * i + s[:i]). */
static void random_keys(void) {
  struct sha256 hash;
  uint8_t digest[SHA256_SIZE];
  sha256_init(&hash);
  for (uint8_t i = 0; i < 12; i++) {
    uint8_t seed[ED25519_SEED_SIZE];
    sha256(seed, &i, 1);
    size_t size = 33u * i;
    for (size_t j = 0; j < size; j++) message[j] = seed[j & 31];
    ed25519_key(&key, seed);
    sha256_update(&hash, key.public_key, sizeof key.public_key);
    ed25519_sign(signature, message, size, &key);
    sha256_update(&hash, signature, sizeof signature);
    check(verify(size) == CRYPTOGRAPHY_DONE, "verified");
  }
  sha256_final(&hash, digest);
  check_bytes(digest, "2361598b94cf2bff1e240309a9794385955a1b102c0a051757eeb7a2cb1b4387", "random keys");
}

/* S + L, as long as it fits. */
static void add_order(void) {
  uint32_t carry = 0;
  for (int i = 0; i < 32; i++) {
    carry += (uint32_t)signature[32 + i] + (uint8_t)(scalar25519_order.word[i / 4] >> 8 * (i & 3));
    signature[32 + i] = (uint8_t)carry;
    carry >>= 8;
  }
  check(carry == 0, "S + L fits");
}

static void altered(void) {
  enum { SIZE = 100 };
  ed25519_sign(signature, message, SIZE, &key);
  static const uint8_t places[] = {0, 13, 31, 32, 47, 63};
  for (size_t i = 0; i < sizeof places; i++) {
    signature[places[i]] ^= 1 << i;
    check(verify(SIZE) == CRYPTOGRAPHY_BAD_SIGNATURE, "a bit of the signature");
    signature[places[i]] ^= 1 << i;
  }
  signature[31] ^= 0x80;
  check(verify(SIZE) == CRYPTOGRAPHY_BAD_SIGNATURE, "the sign of R");
  signature[31] ^= 0x80;
  message[99] ^= 1;
  check(verify(SIZE) == CRYPTOGRAPHY_BAD_SIGNATURE, "a bit of the message");
  message[99] ^= 1;
  check(verify(SIZE - 1) == CRYPTOGRAPHY_BAD_SIGNATURE, "a shorter message");
  key.public_key[31] ^= 0x80;
  check(verify(SIZE) == CRYPTOGRAPHY_BAD_SIGNATURE, "the negative public key");
  key.public_key[31] ^= 0x80;
  /* Every second number is no point of the curve. */
  size_t refused = 0;
  for (uint8_t bit = 0; bit < 8; bit++) {
    key.public_key[bit] ^= 1 << bit;
    enum cryptography_result result = verify(SIZE);
    refused += result == CRYPTOGRAPHY_BAD_KEY;
    check(result != CRYPTOGRAPHY_DONE, "a bit of the public key");
    key.public_key[bit] ^= 1 << bit;
  }
  check(refused > 0, "no point of the curve");
  check(verify(SIZE) == CRYPTOGRAPHY_DONE, "as it was");
  for (int i = 0; i < 14; i++) {
    add_order();
    check(verify(SIZE) == CRYPTOGRAPHY_BAD_SIGNATURE, "S and a multiple of L");
  }
}

/* With the neutral element as public key, S = 0 and R neutral are a signature of everything: what remains is how it is
 * encoded. */
static void encoded(void) {
  static const uint8_t other[] = {0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};
  memset(key.public_key, 0, sizeof key.public_key);
  memset(signature, 0, sizeof signature);
  key.public_key[0] = signature[0] = 1;
  check(verify(5) == CRYPTOGRAPHY_DONE, "neutral");
  signature[31] = 0x80;
  check(verify(5) == CRYPTOGRAPHY_BAD_SIGNATURE, "R with the sign of 0");
  memcpy(signature, other, sizeof other);
  check(verify(5) == CRYPTOGRAPHY_BAD_SIGNATURE, "R as p + 1");
  memset(signature, 0, sizeof signature);
  signature[0] = 1;
  add_order();
  check(verify(5) == CRYPTOGRAPHY_BAD_SIGNATURE, "S = L");
  memset(signature + 32, 0, 32);
  memcpy(key.public_key, other, sizeof other);
  check(verify(5) == CRYPTOGRAPHY_BAD_KEY, "a public key of p + 1");
  memset(key.public_key, 0, sizeof key.public_key);
  key.public_key[0] = 1;
  key.public_key[31] = 0x80;
  check(verify(5) == CRYPTOGRAPHY_BAD_KEY, "a public key with the sign of 0");
}

static uint8_t seed[ED25519_SEED_SIZE];

static void choose(int number) {
  if (number == 0) memset(seed, 0, sizeof seed);
  else sha256(seed, &number, sizeof number);
}

static void make_key(void) { ed25519_key(&key, seed); }

static void choose_key(int number) {
  choose(number);
  make_key();
}

static void sign(void) { ed25519_sign(signature, message, 50, &key); }

int main(void) {
  published();
  random_keys();
  altered();
  encoded();
  check_constant(choose, make_key, 5, "as many instructions for every key");
  check_constant(choose_key, sign, 5, "as many instructions for every signature");
  return first_failure;
}
