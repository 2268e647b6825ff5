#pragma once

#include <string_view>

namespace cellseal {

/// Throws refused (code lexer) at the first byte that is not part of a well-formed character (RFC 3629, section 4).
void refuse_invalid_utf8(std::string_view text);

}  // namespace cellseal
