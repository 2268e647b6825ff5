#pragma once

#include <cstdint>
#include <string>

#include "plugin/attributes/attribute.h"

namespace cellseal {

/// One row of the catalogue: an attribute under one of the policies it ever had (keyring_format.md, section 9).
struct catalogue_entry {
    std::string attribute;     ///< "contact.email"
    std::uint64_t number = 1;  ///< Its policies in their order, from 1; the highest is the present one.
    std::string table;
    std::string column;
    former_policy values;     ///< What decides whether a stored value may be opened.
    std::string policy;       ///< The whole policy, for people and to see that it changed.
    std::uint64_t since = 0;  ///< Seconds since 1970.

    bool operator==(const catalogue_entry&) const = default;
};

}  // namespace cellseal
