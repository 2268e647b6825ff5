#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/bytes.h"

namespace cellseal {

/// Writes a pre-authentication encoding (sealed_value_format.md, section 1) part by part: what keys are derived from and
/// what the keyring's MAC and the audit chain are computed over. Holds public bytes only, never a key.
class pae_builder {
public:
    pae_builder() : encoded_(4, '\0') {}

    pae_builder& add(byte_view part);
    pae_builder& add(std::string_view text) { return add(bytes_of(text)); }
    pae_builder& add_u8(std::uint8_t value) { return add(byte_view{&value, 1}); }
    /// Eight bytes, big-endian.
    pae_builder& add_u64(std::uint64_t value);
    /// NULL is an empty part.
    pae_builder& add_u64(const std::optional<std::uint64_t>& value) { return value ? add_u64(*value) : add(byte_view{}); }

    /// Valid until the next call of a member.
    [[nodiscard]] byte_view encoded() const noexcept { return bytes_of(encoded_); }

private:
    std::string encoded_;
    std::uint32_t parts_ = 0;
};

}  // namespace cellseal
