/* By what a process shows who it is: a certificate for its name, and the private key that belongs to it. It lies in
 * encrypted data. */
#pragma once
#include "signing.h"
#include "system.h"

struct credential {
  const uint8_t *certificate;
  uint32_t certificate_size;
  const struct private_key *key;
};
