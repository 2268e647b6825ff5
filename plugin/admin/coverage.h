#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/keys/key_id.h"

namespace cellseal {

/// How much of one attribute is sealed, and under which keys: told from the first 21 bytes of each stored value alone
/// (sealed_value_format.md, section 1), so no key is needed, and nothing is opened.
struct attribute_coverage {
    struct sealed_values {
        key_id key;
        std::uint64_t count = 0;
    };

    std::string attribute;       ///< "contact.email"
    std::string place;           ///< "contact.email" as table and column.
    bool table_missing = false;  ///< Then nothing is counted.
    std::uint64_t total = 0;
    std::uint64_t null = 0;
    std::uint64_t plain = 0;    ///< Does not begin like a sealed value.
    std::uint64_t unclear = 0;  ///< Begins like one, and is of another version or too short to be one.
    std::vector<sealed_values> sealed;

    /// Every value is sealed or NULL.
    [[nodiscard]] bool complete() const noexcept { return plain == 0 && unclear == 0; }
};

}  // namespace cellseal
