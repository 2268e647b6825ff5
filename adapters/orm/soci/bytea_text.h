#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cellseal::soci_orm {

/// Bytes as PostgreSQL reads them from text: `\x` and hexadecimal digits.
[[nodiscard]] std::string to_bytea_text(std::string_view bytes);

/// Bytes as PostgreSQL writes them, in either setting of bytea_output; nothing for a text that is neither.
[[nodiscard]] std::optional<std::string> from_bytea_text(std::string_view text);

}  // namespace cellseal::soci_orm
