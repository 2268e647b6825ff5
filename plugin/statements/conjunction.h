#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Sets `conjunct`, and whose WHERE it is, for as long as it lives.
class conjunction {
public:
    conjunction(reading& of, bool now) noexcept : conjunction(of, now, of.filtered, now && of.unknown_is_false) {}
    /// A condition begins.
    conjunction(reading& of, bool now, const scope* filtered) noexcept : conjunction(of, now, filtered, true) {}
    conjunction(const conjunction&) = delete;
    conjunction& operator=(const conjunction&) = delete;
    ~conjunction()
    {
        of_.conjunct = conjunct_before_;
        of_.filtered = filtered_before_;
        of_.unknown_is_false = condition_before_;
    }

private:
    conjunction(reading& of, bool now, const scope* filtered, bool condition) noexcept
        : of_(of), conjunct_before_(of.conjunct), condition_before_(of.unknown_is_false), filtered_before_(of.filtered)
    {
        of_.conjunct = now;
        of_.filtered = filtered;
        of_.unknown_is_false = condition;
    }

    reading& of_;
    bool conjunct_before_;
    bool condition_before_;
    const scope* filtered_before_;
};

}  // namespace cellseal
