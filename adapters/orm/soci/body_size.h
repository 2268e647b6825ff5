#pragma once

#include <cstddef>
#include <optional>

#include "plugin/values/plain_value.h"

namespace cellseal::soci_orm {

/// How many bytes the body of every value of this type has (sealed_value_format.md, section 3); nothing where they differ.
[[nodiscard]] constexpr std::optional<std::size_t> body_size(value_type type) noexcept
{
    switch (type) {
        case value_type::boolean: return 1;
        case value_type::int64:
        case value_type::uint64:
        case value_type::float64: return 8;
        case value_type::date_time: return 13;
        default: return {};
    }
}

}  // namespace cellseal::soci_orm
