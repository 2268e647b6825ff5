#include "plugin/keys/key_id.h"

namespace cellseal {

std::string to_hex(const key_id& id)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * key_id::size);
    for (const std::uint8_t byte : id.bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0x0F];
    }
    return text;
}

}  // namespace cellseal
