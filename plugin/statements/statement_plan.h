#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/attributes/compound_definition.h"
#include "plugin/statements/refusal.h"

namespace cellseal {

/// What a parameter of the user's text does.
enum class parameter_role : std::uint8_t { plain, write, compare };

/// One occurrence of a parameter in the user's text, in text order.
struct parameter_use {
    std::size_t occurrence = 0;  ///< 0-based, in text order.
    std::string name;            ///< As written, without the colon.
    parameter_role role = parameter_role::plain;
    const attribute* subject = nullptr;  ///< Null exactly for plain.
    /// For an attribute that is bound to its row: the occurrences that carry the parts of the row key, in key order.
    std::vector<std::size_t> row_key;
};

/// What a parameter of the rewritten text carries.
enum class bound_form : std::uint8_t {
    as_given,  ///< The user's value, untouched.
    sealed,    ///< The user's value, sealed. With lookup::deterministic and role compare: under live key `key_slot`.
    token,     ///< Its blind-index token under live index key `key_slot`; with `compound` that of several values.
};

/// One parameter of the rewritten text. Every one has a name of its own, so that each can be bound by name on every
/// backend. The user's binding by name goes to all whose source has that name; binding by position n goes to the
/// occurrences that the backend at hand counts as its n-th parameter (see statement_plan::positions).
struct bound_parameter {
    std::string name;
    std::size_t source = 0;  ///< The user's occurrence.
    bound_form form = bound_form::as_given;
    /// 0 is the sealing key, 1 and more are the other live ones, newest first. Writing uses 0 only.
    std::size_t key_slot = 0;
    /// For the token of several values: their index, and the user's occurrences in the order of its attributes.
    const compound_definition* compound = nullptr;
    std::vector<std::size_t> parts = {};
};

/// One column of the rewritten statement's result.
struct column_use {
    const attribute* subject = nullptr;  ///< Null for a plain column.
    bool hidden = false;                 ///< Added by the plan after the user's last column; the user never sees it.
    /// For an attribute that is bound to its row: positions of the row key's columns in the result.
    std::vector<std::size_t> row_key;
};

/// After a hit by blind index the value is opened and compared: a row counts only if the opened value of result column
/// `column` equals one of the user's parameters in the index's normal form.
struct hit_check {
    std::size_t column = 0;
    std::vector<std::size_t> occurrences;
    const compound_definition* compound = nullptr;  ///< The index that was asked, if it is not the column's own.
};

/// Replace `length` bytes at `offset` of the user's text by `text`.
struct text_edit {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string text;
};

enum class plan_outcome : std::uint8_t {
    pass,  ///< Names no protected table: text and values go through byte for byte.
    ok,    ///< Understood; `rewritten` runs instead.
    refuse,
};

/// What the analysis of one statement found. Immutable, shared by sessions through the plan cache; refers to
/// attributes of the registry it was made with, which it keeps alive through the cache's owner.
struct statement_plan {
    plan_outcome outcome = plan_outcome::pass;
    std::vector<parameter_use> parameters;
    std::vector<bound_parameter> bound;
    std::vector<column_use> columns;  ///< Empty when the statement gives no rows or outcome is not ok.
    std::vector<hit_check> hit_checks;
    std::vector<text_edit> edits;  ///< By offset, not overlapping.
    std::string rewritten;         ///< The user's text with the edits; equal to it for pass.
    /// For binding by position: element n lists the occurrences that the backend's n-th parameter stands for
    /// (SQLite: all occurrences of one name; elsewhere: one occurrence each).
    std::vector<std::vector<std::size_t>> positions;
    bool changes_schema = false;  ///< DDL: read the catalogue again and drop plans after it has run.
    std::optional<refusal> why;   ///< Exactly when outcome is refuse.
};

}  // namespace cellseal
