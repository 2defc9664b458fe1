/* Process A, which answers. */
#include "a/identity.h"
#include "disturbed.h"

int main(void) { return side(AUTHENTICATED_OWNER, identity_of_a, "b"); }
