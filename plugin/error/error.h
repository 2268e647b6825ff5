#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "plugin/error/errc.h"

namespace cellseal {

/// The one exception of cellseal. Errors of the database itself stay `soci::soci_error`.
///
/// Guarantee: what() names places (table, column, attribute), key ids, key checks, files and positions; it never holds
/// a plain value, a sealed value, a key, a passphrase or a literal of a statement.
class error : public std::runtime_error {
public:
    /// `message` is one sentence that says what happened and what to do; see the guarantee above for what it may name.
    error(errc code, const std::string& message) : std::runtime_error(message), code_(code) {}

    /// Precise, for tests, logs and switch statements.
    [[nodiscard]] errc code() const noexcept { return code_; }

    /// What the caller can do now.
    [[nodiscard]] cellseal::advice advice() const noexcept { return advice_for(code_); }

private:
    errc code_;
};

}  // namespace cellseal
