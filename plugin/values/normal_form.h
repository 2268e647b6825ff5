#pragma once

#include <string_view>

#include "plugin/attributes/policy.h"
#include "plugin/values/wiping_buffer.h"

namespace cellseal {

/// A text in a normal form, or why it has none.
struct normalised_text {
    std::string_view text;          ///< Lies in the input or in the scratch buffer.
    const char* problem = nullptr;  ///< In words, without a part of the text; null when there is a form.
};

/// Folds valid UTF-8 as sealed_value_format.md, section 7 says. Forms 1 to 4 refuse code points that this Unicode
/// version does not assign, for a later version may fold them otherwise and the token would no longer match; form 0
/// depends on no version and takes every text. Text of ASCII alone is folded without the tables.
[[nodiscard]] normalised_text in_normal_form(std::string_view text, normal_form form, wiping_buffer& scratch);

/// The version of the Unicode tables, such as "14.0.0"; it is on record with each index.
[[nodiscard]] std::string_view unicode_version() noexcept;

}  // namespace cellseal
