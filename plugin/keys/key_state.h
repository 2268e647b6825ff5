#pragma once

#include <cstdint>
#include <string_view>

namespace cellseal {

/// What a data key or index key may still do (keyring_format.md, "States of a key").
enum class key_state : std::uint8_t { pending, sealing, opening, suspect, archived, destroyed };

[[nodiscard]] constexpr bool may_seal(key_state state) noexcept { return state == key_state::sealing; }

[[nodiscard]] constexpr bool may_open(key_state state) noexcept
{
    return state == key_state::pending || state == key_state::sealing || state == key_state::opening ||
           state == key_state::suspect;
}

[[nodiscard]] std::string_view name_of(key_state state) noexcept;

}  // namespace cellseal
