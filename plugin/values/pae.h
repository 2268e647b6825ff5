#pragma once

#include <initializer_list>
#include <span>
#include <string>

#include "plugin/bytes.h"

namespace cellseal {

/// PAE(x1..xn) = u32(n) ‖ u32(|x1|) ‖ x1 ‖ … (sealed_value_format.md, section 1): no two lists of parts are written
/// alike. Sizes are below 2^32; the callers' limits see to that.

/// Appends the encoding of `parts` to `out`.
void append_pae(std::string& out, std::span<const byte_view> parts);

/// The encoding of `parts`.
[[nodiscard]] std::string pae(std::initializer_list<byte_view> parts);

/// Appends one part, its length in front: for whoever counts the parts itself.
void append_pae_part(std::string& out, byte_view part);

/// Appends a big-endian u32.
void append_u32(std::string& out, std::size_t number);

}  // namespace cellseal
