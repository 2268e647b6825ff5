#include "plugin/values/pae.h"

#include "plugin/values/body_bytes.h"

namespace cellseal {

void append_u32(std::string& out, std::size_t number)
{
    std::uint8_t bytes[4];
    store_big_endian(bytes, static_cast<std::uint32_t>(number));
    out.append(chars_of(bytes));
}

void append_pae_part(std::string& out, byte_view part)
{
    append_u32(out, part.size());
    out.append(chars_of(part));
}

void append_pae(std::string& out, std::span<const byte_view> parts)
{
    append_u32(out, parts.size());
    for (const byte_view part : parts) append_pae_part(out, part);
}

std::string pae(std::initializer_list<byte_view> parts)
{
    std::string out;
    append_pae(out, {parts.begin(), parts.size()});
    return out;
}

}  // namespace cellseal
