/* Revocation lists: X.509 version 2 (RFC 5280, section 5), in DER, signed by the authority whose certificates they end.
 * A list names the serial numbers of all that are revoked; one with extensions that change its meaning (5.2: all
 * critical ones) is refused. */
#pragma once
#include "certificate.h"

/* CERTIFICATE_HOLDS if the authority's list is its own, of this time, and does not have the serial number; else
 * CERTIFICATE_REVOKED, CERTIFICATE_LIST_REFUSED, CERTIFICATE_LIST_OUTDATED or CERTIFICATE_FAULT. */
enum certificate_result revocation_check(const struct authority *authority, const struct der *serial, int64_t time);
