#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/error/errc.h"

namespace cellseal {

enum class check_outcome : std::uint8_t {
    good,
    warning,  ///< The application starts; somebody should look at it.
    problem,  ///< It does not start, or starts without its keys.
};

/// One thing that a start checks.
struct check_finding {
    check_outcome outcome = check_outcome::good;
    std::string subject;       ///< "settings", "database", "keyring", "contact.email".
    std::string message;       ///< For a person; never a value.
    std::optional<errc> code;  ///< Exactly of a problem.
};

/// In the order of a start.
using check_report = std::vector<check_finding>;

}  // namespace cellseal
