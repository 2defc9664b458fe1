/* Process B, which asks. */
#include "b/identity.h"
#include "disturbed.h"

int main(void) { return side(AUTHENTICATED_CLIENT, identity_of_b, "a"); }
