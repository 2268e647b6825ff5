#include "plugin/error/error.h"
#include "plugin/values/body_bytes.h"
#include "plugin/values/field_sealer.h"

namespace cellseal {

namespace {

void append_u32(std::string& out, std::uint32_t number)
{
    std::uint8_t bytes[4];
    store_big_endian(bytes, number);
    out += chars_of(bytes);
}

// Drivers do not agree on the sign of a column, so an integer that fits is always int64.
value_type agreed_type(plain_view part) noexcept
{
    const bool fits = part.type == value_type::uint64 && (part.body[0] & 0x80) == 0;
    return fits ? value_type::int64 : part.type;
}

}  // namespace

void row_key::add(plain_view part)
{
    if (part.type == value_type::null)
        throw error(errc::missing_row_key,
                    "A part of the row's key is NULL, so a value cannot be bound to the row. Give the row "
                    "its key first.");
    check_body(part, direction::sealing);
    if (encoded_.empty()) append_u32(encoded_, 0);
    append_u32(encoded_, static_cast<std::uint32_t>(1 + part.body.size()));
    encoded_ += static_cast<char>(agreed_type(part));
    encoded_ += chars_of(part.body);
    store_big_endian(reinterpret_cast<std::uint8_t*>(encoded_.data()), ++parts_);
}

void row_key::clear() noexcept
{
    encoded_.clear();
    parts_ = 0;
}

}  // namespace cellseal
