#include "caller_address.h"
