#pragma once

#include "adapters/orm/soci/soci_version.h"

#if CELLSEAL_SOCI_4_1

#include <soci/soci-unicode.h>

#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/bytes.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/values/wiping_buffer.h"

namespace cellseal::soci_orm {

/// The UTF-8 of a wide string, in `room`; nothing where it is no text.
[[nodiscard]] inline std::optional<std::string_view> narrowed(const std::wstring& wide, wiping_buffer& room)
{
    try {
        std::string text = soci::details::wide_to_utf8(wide);
        const byte_span bytes = room.take(text.size());
        if (!text.empty()) std::memcpy(bytes.data(), text.data(), text.size());
        wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
        return chars_of(bytes);
    } catch (const soci::soci_error&) {
        return {};
    }
}

/// The wide string of a UTF-8 text, which is wiped; nothing where it is none.
[[nodiscard]] inline std::optional<std::wstring> widened(std::string& text)
{
    try {
        std::wstring wide = soci::details::utf8_to_wide(text);
        wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
        return wide;
    } catch (const soci::soci_error&) {
        return {};
    }
}

}  // namespace cellseal::soci_orm

#endif
