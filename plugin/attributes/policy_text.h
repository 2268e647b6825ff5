#pragma once

#include <string>
#include <string_view>

#include "plugin/attributes/compound_definition.h"

namespace cellseal {

/// An attribute's whole policy in one line, as the catalogue keeps it:
/// "type=text suite=01 form=text padding=bucket lookup=blind_index(eq,contact.email,2,16) null=keep read=open
/// row=free". Two policies have the same text exactly when they are the same.
[[nodiscard]] std::string policy_text(const attribute& which);

/// A compound index in one line: "compound=full_name,birth
/// index=blind_index(eq,contact.name_birth,bidx_name_birth,2,16) form=text". In a name a comma, a blank and '%' are written as in
/// a URL.
[[nodiscard]] std::string policy_text(const compound_definition& which);

/// What takes its place on record once it is declared no more.
inline constexpr std::string_view no_compound = "compound=";

/// Whether a policy on record is that of a compound index, not of an attribute.
[[nodiscard]] bool is_compound_policy(std::string_view policy) noexcept;

/// What stands behind it while plain rows of the attribute are being taken in (attribute::plain_passes).
inline constexpr std::string_view plain_passes_mark = " plain=passes";

}  // namespace cellseal
