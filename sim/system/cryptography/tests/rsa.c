/* RSASSA-PSS: signatures by OpenSSL are verified, and made again with the salt that is in them; everything that differs
 * is refused. Keys and signatures, for 2048 and 3072 bits and salts of 0, 20, 32, 33 and as many bytes as fit:
 *
 *   openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem
 *   printf 'Keyline signs this, 2048 bits' | openssl dgst -sha256 -sign key.pem -sigopt rsa_padding_mode:pss \
 *     -sigopt rsa_pss_saltlen:32
 *
 * In encrypted mode. */
#include "../constant_time.c"
#include "../modular.c"
#include "../rsa.c"
#include "../sha256.c"
#include "check.h"

static const char modulus_2048[] =
    "e3fb71c6884f2a44e7e57e6a3ca6bf79c5aa1d440c3daf002cff174dbd7acc3f31302b813d3bdfdd2e9b6e9eedcf26226fbd8ea31e8c36e9"
    "44b59b4933cd250ed3236c0a6ebe1c48d90ec71a687681edc6d5c9afc8caca7b0cf777e14b443dd9b12c572ae56eb02954bf69cb8779e16c"
    "f03beb7e7ad4122f59a52e651bc58133ab5dbc492a6670ff5e84848372e80510cce0d39c68f0e348303b8eaa5c1f0701fffe59dbda40e8b3"
    "a54c4752ce3f89764fc06d3e56551fa2d05a5827147a09f0f9de72f19eae1a6c0e697f628fd10a07da0f64ad564159ff38680f0d50e499a3"
    "6217c67b7620219a4394c42417f47a83bcf81506eed7f1498410e0d9d40a93b1";

static const char private_exponent_2048[] =
    "1fd8773f9eb9c43344db4b49c6b81a2605e4e9daa0051bc56003affb257d1a3bb780bd8afb853a1398d7905fb5e34a35e43aebca4051a0b7"
    "fbe78c4df0e4f688b8188a1678faa853cab22440bd97d435652166df5da26a1f3f23f04471b1921c2f01fd191a5c585225aae939cb6e4c7d"
    "5d9f59195d49f35256e8da6eb82ee2099497c55c361c09816ac5a5d457a23a038cc6c373819cfeca476531072106be8e54aced2d220ab575"
    "f2b10d5594a91a6a4562a04504c91c4e906bd8f559edc914d0bad5fac25fd7a9319065a1115da6fb9985578c4c53c660e8255af0a877c6d4"
    "3a427fcf94ce165c267089cc377d27df8427472455995be2769dbd878191d619";

static const char salt_2048[] = "7bb5ed4233f3e4f6324590ed734aae1f99164fb1c743f75cfaf87e5d1038fcbd";

static const char signature_2048[] =
    "2b3f360a2617de1d94a0a4d0a8c0d406a0f7238afc1db7b280ee8b2631c6574724a3ce0d4914f6a75ec3c95b290808c3920a6659bcc34ae9"
    "e5fae85f1169debd64e08ccc7e393b97f6c93ab77c47595af1db8af8b7c44125bb6427e289a472dab9d9a4ba2cfce84b3900ebb508a8a0b4"
    "7c0977e6b0027678da679d6f7b9950f32001bb6fcf71569f19ce89d246b88a998e0eb3b5a07c31001660ccd980de684c79ebc441835c0f6c"
    "465b606cd1a59035ef4540f3a47515026b7bb64d3786664924167259a8e90a6a801d975812f4bad854ac2ccdfd675a57c33226e19b4ecbe3"
    "d97fce02f01edca05caaa28537e66e7a7ffd7564c77244f94b02ba8e54a56f52";

static const char no_salt_2048[] =
    "4d7f61a49ee23986ca895d30b2188a9a92b7a2692ae0455555055503bc6c32878a4664847b09aef3cda427d3842b52daa399ccd3ff273a32"
    "f9766e648409c4830c8d34d7afe4931e70c136814ba5b059939d085a2b4007cdb2272c799ad049255ec2ad74b31f03f95cc0425395cdb339"
    "562e24aba4f3537ac455ccbaaf08fe7b72193a2a0ff1e6d11f03dbad4ab44760b51bfbf8c24e64960e97aab7f282d8a80caafa6d9dad6155"
    "78c126cb6d5eb0a26bdfc5e41b98a7f20d541516f6fd70e62bb279a5b600a190985778ac7aec9a1995b28a19c9e43cc38d92e607a7db648c"
    "5481c118d872561e44b08435883050501d04c4e8405868528fc2481dcde182e9";

static const char salt_of_20_2048[] =
    "a9a8b249feca1f0f614d93c1efb4d1f5c48b66ab72b8f07dfca836122308664facfd2f806d2aaaff57b0a498a1de7ffdf2406ad9ea0da975"
    "d835c3222fe3f78e860208c43a3c48d6ce184abcccb715e240291b4b597c6ad35fdc71619876e068ba903722e93cf00e4f9dd1ca60205d28"
    "41b95654991c68ab6a3d2ab808be5d391fffb0e44aa9f821d224e66dfcfd13b863236c3f46df8bad9ee816f2cc1ad635151002a359e8c1b2"
    "c53ba7621a4e51b82f3949f9e6fff8e5d25ffba14b97522d5274193836d3ff240fc3d82ae18fdb0a8b57a6e099d772af56477d7056d9413a"
    "e8a4e615023d1645e6261e591dc142b9bab1e179f082805c62a6cf1fd9e9cf2c";

static const char salt_of_33_2048[] =
    "932901d4e8696a95d578ed449b493dcbe1442b72ae989f1e8b7f964ab5c4accac1a500a4c64e76d0d89dae5f26d66c18952d1a3e049152ed"
    "e1f66a759a387cea992f1f2a2e280c06708ed0fae87961012882a002bb691a36de2933217595b4315eff66ace153eabbecbfea7eeb55fb0c"
    "b741d585ba9fd7082021b876befcd46f7bc3d0d562eda4da461101225ac4d3bec42176cf8decca0696e992c33f77078a2bcd5e8e96574c2c"
    "c3f19cf91517e52a930f43fe2187f6fb32d6f644e88311200f592c27819ff3e0b07f23e006411e6382b299d7777dcdabd4bbbe959cdedb68"
    "f270dac1278b1348b735fa55ef549c23234f7da584da78ac1310c49272c388a8";

static const char longest_salt_2048[] =
    "8af330f3c7d6736761f409583a15d4eb7b2eddc27c7cdab5be06f676941d0f4b3a03dcf0019072e301b42897e02f7c095c40002e737eae63"
    "195e16d92485f20e80750c1312df5563368fbf6cac3af2a6a4f07db5876b4276a5d40d5a51b88b4c093e036fb8ba716afd0cb69e6b5b681b"
    "fa0b1e695345a92a1aae4c4b8c791069a98e0a98eafa00f4ff1f9fbfa59123f960d9dbe0b556b7606d9eda0269b45de18e4ce0a447fcc5fe"
    "7c71888b2a52f576033301d08c5361bf54fed5bd201176b071f608be26af26bf4e57282e59fb9dae38193e7d28c735db2c6e1236d8c94da2"
    "c5de3d24ec615c8261a0ac38110e114ff43579ac185349c308d9a4bc0c5580ae";

static const char modulus_3072[] =
    "d1739aa1e7185a41a1d8f8500ecd9d9a5ac4e5d960a2d2341b5fbca955919c5396335782b02404fd0d9e3b04807d0170b5346ced61dd4296"
    "869145941d40f2a619467816c719aeabe271608d4c2fa005dfede60099d2b04007b30fa92eefe643c9eed8b2101273b0665c79daa29e5d4f"
    "1e49ed8bf895af6ee111b668bec4e68365d2cf4864c2139bc2d90d434d6664efa6933645210872d024acae7fa4fa2985af6817a060935c3f"
    "4dfd2bd6757b52271fab41fc59d2fa66d6bafba4bf567c1cb5e9c6ef63c168a71b19911c24802a5071adca685fe890892e98240aa7655879"
    "86727082a2abc2f0577c1e147fdc6460a85b72365e531257c207a809e86d2bb2f36c2b8ce654de685778ff34f534e5c583f03711e7e54a20"
    "6985b3b7a32aab0faf848a35b6b3e91f292b4d51ec24e3deb59fba6f52b981d61d1d75f73330988cfd27adb24500de90b7f27aed6fa1927f"
    "107117800eff1fe154c23328fafd82dbab61ef535b52075ac605643febfe555c6b45588a0668931bd0b8898e60f8f1a9";

static const char private_exponent_3072[] =
    "3692dc939ad7298d38528440b7dab359e894ad1efaa2f20a49a7a44caad309dc6da26b06ce4654566b19f35eb4ebdd58349eb85311d0c8ec"
    "d79b3a79e1356f040049f0385f203df6e3458f56c1a71716f0c5d7cc0848714bfdb5963b0ad3cf379281fd4c480bc6c10baac4c546e1e486"
    "1cea3e4ede3282476db563c5df0f06d0edd303d765097c7a754680c22c84a5801bf2f78d039263f7ffd64e914bb732e27655b4f240b7a4ad"
    "89f0915f8bb4da2eff7d6bf008a7843f0f6c20ed483d8c90a5c26cefa4b6eee97493961a1e58dec5164b8eb5763f8106c6db98542c1e6ae4"
    "4454f009c2e53c09ea71428369ccef1cffa10bdadf1b30dc17f9f1cea5d3cd575ef1c0ccd110be31367495abacae11721758ebeb23a58cc5"
    "55fd851b266ba73e217d9869ece1ffbbc68104696b0d3ad6a8c2218c878b49088a94bbe0681f798ed52cd8384999b423b95e41342e7ce67e"
    "4167f0b099bc32703c26c6b2515045e4c3ae163864be0ef54eb1dd29f980832b516f8d31cbd13bd7d30a7b589bdac2d1";

static const char salt_3072[] = "cddd9c7007f8880709883fc914f1a60fe8eee2a5fb54c6ba8de525fec05424a1";

static const char signature_3072[] =
    "9694a03ce118be63ed8987b5ad5ea6124aeaadb421dfdcdb555de57488f13d678797ea7ef4fec960d2ab86e48fd9af40a330c15527b58b7f"
    "296b2a40257cbef1becdecf3ca0e795caad07c52c8bc982d10ea30f898b83e236488b313c2aaeeffaefc8ebf8d2317ad57cde1520212ebff"
    "8892cc6570ff33f219f47cd9623d3f580d19dfbdfbcfc4d0ecfabbfbf45568ec53a6d5759ab096d10185e8061bea53e2e92f0a2d3f612a40"
    "21fc33f6bd24329919329e84dfb779a478356b77562b80f8180372422cff0d687a0d473837ef8d103358fe1cc226501e6ae61d112d2e8a5b"
    "8783b89bd7cdccb0de4089dde1a51f979d35244da0936c2332d341dbf5adcf2caabe496a4637b6c745dbcf2be707755273e808c62275af1e"
    "f5dee463b049d90c6cd831a58c5aa5eb3783354fe6ef880aeb375c0edd963620b43260e649ea8a86ce215d39e75fb4294f9ceb2db1fa36c6"
    "90680cd439c64809038e5a7e737e30f87bba26ecd90df7b19dc5d31f69fbb3f5c2ae939d2cdbe836d3713b40864d5aa2";

static size_t size, message_size;
static const char *message;
static uint8_t modulus[RSA_MAXIMUM_SIZE], private_exponent[RSA_MAXIMUM_SIZE], salt[RSA_SALT_SIZE];
static uint8_t signature[RSA_MAXIMUM_SIZE + 1], made[RSA_MAXIMUM_SIZE], encoded[RSA_MAXIMUM_SIZE];

static enum cryptography_result verify(void) {
  return rsa_pss_verify(signature, size, message, message_size, modulus, size);
}

static void refused(const char *name) { check(verify() == CRYPTOGRAPHY_BAD_SIGNATURE, name); }

/* The signature is the private operation on `encoded`, whatever that is. */
static void sign_encoded(void) {
  check(modular_power(signature, encoded, private_exponent, size, modulus, size) == CRYPTOGRAPHY_DONE, "power");
}

static void signs_and_verifies(const char *signature_digits) {
  parse(signature, signature_digits);
  check(verify() == CRYPTOGRAPHY_DONE, "OpenSSL's signature");
  check(rsa_pss_sign(made, message, message_size, salt, modulus, private_exponent, size) == CRYPTOGRAPHY_DONE, "sign");
  check(memcmp(made, signature, size) == 0, "the same signature");
}

static void refuses_what_is_altered(void) {
  static const uint16_t places[] = {0, 1, 100, 222, 223, 254, 255};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    signature[places[i]] ^= 1 << i;
    refused("a bit of the signature");
    signature[places[i]] ^= 1 << i;
  }
  message_size--;
  refused("a shorter message");
  message_size++;
  check(rsa_pss_verify(signature, size, "Keyline signs this, 2048 bitt", 29, modulus, size) != CRYPTOGRAPHY_DONE,
        "another message");
  modulus[size / 2] ^= 0x10;
  refused("a bit of the modulus");
  modulus[size / 2] ^= 0x10;
  check(rsa_pss_verify(signature, size - 1, message, message_size, modulus, size) == CRYPTOGRAPHY_BAD_SIGNATURE,
        "shorter");
  signature[size] = 0;
  check(rsa_pss_verify(signature, size + 1, message, message_size, modulus, size) == CRYPTOGRAPHY_BAD_SIGNATURE,
        "longer");
  check(verify() == CRYPTOGRAPHY_DONE, "as it was");

  memset(made, 0x55, sizeof made);
  private_exponent[40] ^= 1;
  check(rsa_pss_sign(made, message, message_size, salt, modulus, private_exponent, size) == CRYPTOGRAPHY_FAULT,
        "a wrong private exponent");
  check(is_zero(made, size), "shows nothing");
  private_exponent[40] ^= 1;
}

/* Encoded messages that are almost right. */
static void refuses_what_is_encoded_wrong(void) {
  uint8_t digest[SHA256_SIZE];
  sha256(digest, message, message_size);
  rsa_pss_encode(encoded, size, digest, salt);
  sign_encoded();
  check(verify() == CRYPTOGRAPHY_DONE, "encoded right");
  /* A byte of the zeros, the 1 before the salt, the salt, the digest. */
  const size_t places[] = {1, size - 67, size - 66, size - 65, size - 40, size - 33, size - 2};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    encoded[places[i]] ^= 0x40;
    sign_encoded();
    refused("a bit of the encoded message");
    encoded[places[i]] ^= 0x40;
  }
  encoded[size - 1] = 0xcc;
  sign_encoded();
  refused("the trailing byte");
  encoded[size - 1] = 0xbc;
  /* With the highest bit the number has to stay below the modulus: another salt, until it does. */
  uint8_t other[RSA_SALT_SIZE] = {0};
  do {
    other[0]++;
    rsa_pss_encode(encoded, size, digest, other);
    encoded[0] |= 0x80;
  } while (!less_bytes(encoded, modulus, size));
  sign_encoded();
  refused("the highest bit");
  encoded[0] &= 0x7f;
  sign_encoded();
  check(verify() == CRYPTOGRAPHY_DONE, "without the highest bit");

  /* The same residue, not below the modulus: another salt, until the sum fits. */
  uint32_t carry;
  do {
    other[0]++;
    check(rsa_pss_sign(signature, message, message_size, other, modulus, private_exponent, size) == CRYPTOGRAPHY_DONE,
          "sign");
    carry = 0;
    for (size_t i = size; i-- > 0;) {
      carry += (uint32_t)signature[i] + modulus[i];
      signature[i] = (uint8_t)carry;
      carry >>= 8;
    }
  } while (carry);
  refused("a signature value above the modulus");
  memcpy(signature, modulus, size);
  refused("the modulus");
  signature[size - 1]--;
  refused("the modulus less 1");
  memset(signature, 0, size);
  refused("0");
  signature[size - 1] = 1;
  refused("1");
}

static void refuses_other_keys(void) {
  uint8_t first = modulus[0], last = modulus[size - 1];
  modulus[0] &= 0x7f;
  check(verify() == CRYPTOGRAPHY_BAD_KEY, "a leading zero");
  check(rsa_pss_sign(made, message, message_size, salt, modulus, private_exponent, size) == CRYPTOGRAPHY_BAD_KEY,
        "to sign");
  modulus[0] = first;
  modulus[size - 1] &= 0xfe;
  check(verify() == CRYPTOGRAPHY_BAD_KEY, "an even modulus");
  check(rsa_pss_sign(made, message, message_size, salt, modulus, private_exponent, size) == CRYPTOGRAPHY_BAD_KEY,
        "to sign");
  modulus[size - 1] = last;
  static const uint16_t sizes[] = {0, 16, 128, 240, 255, 257, 272, 512};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    check(rsa_pss_verify(signature, sizes[i], message, message_size, modulus, sizes[i]) == CRYPTOGRAPHY_BAD_SIZE,
          "size");
  }
}

static void refuses_other_salts(void) {
  static const char *const others[] = {no_salt_2048, salt_of_20_2048, salt_of_33_2048, longest_salt_2048};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    parse(signature, others[i]);
    refused("another size of the salt");
  }
}

static void take(const char *text, const char *modulus_digits, const char *exponent_digits, const char *salt_digits) {
  message = text;
  message_size = length(text);
  size = parse(modulus, modulus_digits);
  parse(private_exponent, exponent_digits);
  parse(salt, salt_digits);
}

int main(void) {
  take("Keyline signs this, 2048 bits", modulus_2048, private_exponent_2048, salt_2048);
  signs_and_verifies(signature_2048);
  refuses_what_is_altered();
  refuses_what_is_encoded_wrong();
  refuses_other_keys();
  refuses_other_salts();
  take("Keyline signs this, 3072 bits", modulus_3072, private_exponent_3072, salt_3072);
  signs_and_verifies(signature_3072);
  refuses_what_is_altered();
  refuses_what_is_encoded_wrong();
  refuses_other_keys();
  return first_failure;
}
