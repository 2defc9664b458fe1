/* Operations on 64-bit integers that compilers call, for marked functions, as memory.c. */
#define __ashldi3 protected___ashldi3
#define __lshrdi3 protected___lshrdi3
#define __ashrdi3 protected___ashrdi3
#define __udivdi3 protected___udivdi3
#define __umoddi3 protected___umoddi3
#define __divdi3 protected___divdi3
#define __moddi3 protected___moddi3
#pragma clang section text = ".protected.text"
#include "../system/swift/integers.c"
