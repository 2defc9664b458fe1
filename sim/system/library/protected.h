/* Marks for the functions and variables of a process that are to be protected: `keyline run --system --protect-marked`.
 * docs/writing-programs.md, section 5. */
#pragma once
#include "../../bare/protected.h"
