#pragma once

#include <string>
#include <string_view>

#include "plugin/attributes/attribute.h"

namespace cellseal {

/// An attribute's whole policy in one line, as the catalogue keeps it:
/// "type=text suite=01 form=text padding=bucket lookup=blind_index(eq,contact.email,2,16) null=keep read=open
/// row=free". Two policies have the same text exactly when they are the same.
[[nodiscard]] std::string policy_text(const attribute& which);

/// What stands behind it while plain rows of the attribute are being taken in (attribute::plain_passes).
inline constexpr std::string_view plain_passes_mark = " plain=passes";

}  // namespace cellseal
