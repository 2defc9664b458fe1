#include "simulation_abi.h"
