#pragma once

#include <span>

#include "plugin/statements/reading.h"

namespace cellseal {

/// What a column name means at this place: `path` is [schema .] [table .] column, as written.
///
/// Refuses what could bind to a protected column and to something else, companions by name, and whole rows. What is
/// surely plain but unknown is a plain operand.
[[nodiscard]] operand resolve(reading& r, const scope& from, std::span<const name> path);

/// Whether the bare word could name a protected column, a companion or a guarded table here: for places that are
/// passed over without being understood, such as the arguments of unusual functions.
[[nodiscard]] bool could_be_protected(const reading& r, const scope& from, const name& word) noexcept;

/// Refuses (companion) a column that belongs to cellseal.
void refuse_companion(const reading& r, const relation_column& column, std::size_t token);

}  // namespace cellseal
