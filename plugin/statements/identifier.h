#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Whether a name can stand here: a word that is not reserved, or a quoted name. With `or_string`, SQLite's 'name' too.
[[nodiscard]] bool at_name(const reading& r, bool or_string = false) noexcept;
/// Takes any name, refuses (syntax) what is none. Behind a dot, keywords are names too.
name take_name(reading& r, bool or_string = false);
name take_name_behind_dot(reading& r);

/// [AS] alias, if one stands here.
name take_alias(reading& r);

}  // namespace cellseal
