#pragma once

#include <string>

#include "plugin/attributes/attribute.h"

namespace cellseal {

/// An attribute's whole policy in one line, as the catalogue keeps it:
/// "type=text suite=01 form=text padding=bucket lookup=blind_index(eq,contact.email,2,16) null=keep read=open
/// row=free". Two policies have the same text exactly when they are the same.
[[nodiscard]] std::string policy_text(const attribute& which);

}  // namespace cellseal
