#include "plugin/attributes/policy.h"

namespace cellseal {

std::string default_companion(std::string_view column) { return "bidx_" + std::string{column}; }

}  // namespace cellseal
