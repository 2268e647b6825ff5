#pragma once

#include <optional>

#include "plugin/keys/wiped_text.h"

namespace cellseal {

/// Undoes what web pages, JSON, URLs and mail do to characters beyond ASCII: `&#19985;` `&#x4E11;` `&nbsp;`, `\u4E11`
/// `\U00004E11` `\u{4E11}` `%u4E11`, and bytes as `%E4` `=E4` `\xE4` `\344`, which are UTF-8 in their turn. In any
/// letter case. Blanks between are dropped; so is a soft line break of mail.
///
/// Nothing where `text` holds no escape, or bytes that are no UTF-8.
[[nodiscard]] std::optional<wiped_text> without_escapes(const wiped_text& text);

}  // namespace cellseal
