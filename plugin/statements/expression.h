#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Reads one expression, with everything that AND, OR and NOT join, and says what it is. Comparisons in it are
/// checked and rewritten on the way.
[[nodiscard]] operand read_expression(reading& r, const scope& names);

/// An expression of which nothing protected may come out; refuses it with that reason otherwise.
void read_plain(reading& r, const scope& names, const reason& why);

/// WHERE, ON, HAVING: `conjunct` says that rows are filtered by it alone, so that AND parts of it hold for each row.
void read_condition(reading& r, const scope& names, bool conjunct);

/// [ … ] behind an array; refuses (placeholder) a slice.
void read_subscript(reading& r, const scope& names);

/// One operand with its casts and collation, without operators around it.
[[nodiscard]] operand read_operand(reading& r, const scope& names);
/// Without prefix, cast or collation.
[[nodiscard]] operand read_primary(reading& r, const scope& names);
/// name(…) with what may follow it; `called` was taken, the parenthesis stands here.
[[nodiscard]] operand read_function(reading& r, const scope& names, const name& called);
/// CASE … END; CASE stands here.
[[nodiscard]] operand read_case(reading& r, const scope& names);
/// CAST(x AS type); the parenthesis stands here.
[[nodiscard]] operand read_cast(reading& r, const scope& names);
/// Whether a type that stands here keeps sealed values whole; takes it.
[[nodiscard]] bool take_type_that_keeps(reading& r);

void require_plain(const reading& r, const operand& what, const reason& why);

}  // namespace cellseal
