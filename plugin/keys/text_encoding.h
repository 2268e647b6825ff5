#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>

#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// How an export is written (passphrase_format.md, section 5). ANSI is not offered: it would lose the key.
enum class text_encoding : std::uint8_t {
    utf8_with_mark,  ///< The default: old editors recognise it.
    utf8,            ///< Without a byte order mark.
    utf16_le,        ///< With a byte order mark: "Unicode" in Windows' words.
    utf16_be,        ///< With a byte order mark.
};

/// "utf-8-bom", "utf-8", "utf-16le", "utf-16be", and "unicode" for utf16_le; in any letter case, with or without
/// hyphens. Nothing for any other name.
[[nodiscard]] std::optional<text_encoding> text_encoding_named(std::string_view name);

/// Valid UTF-8 without a byte order mark, in `encoding`.
[[nodiscard]] secret_bytes encoded(byte_view utf8, text_encoding encoding, std::pmr::memory_resource& memory);

}  // namespace cellseal
