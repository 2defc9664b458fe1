/* Who a process in Swift is, and whom it believes. The builder makes own_identity of NAME/identity.h and authority.h
 * (docs/authenticated-exchange.md, section 7). */
#pragma once
#include "certificate.h"
#include "credential.h"

struct identity {
  /* Indexed by suite. */
  const struct credential *credentials;
  const struct authority *authorities;
  /* Seconds since the beginning of 1970. */
  int64_t time;
};

struct identity own_identity(void);
