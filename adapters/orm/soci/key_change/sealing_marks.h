#pragma once

#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/table_shape.h"
#include "plugin/keys/keyring.h"

namespace cellseal::soci_orm {

/// What values and tokens of one column begin with when they lie under certain keys (sealed_value_format.md, section 1:
/// the first 21 bytes, which are exactly 28 characters; section 7: the first 3 bytes, 4 characters). Public. The tokens
/// of a compound index are the values of its column.
struct sealing_marks {
    std::vector<std::string> values;
    std::vector<std::string> tokens;
};

/// Those of the keys that seal now.
[[nodiscard]] sealing_marks present_marks(const attribute& which, const keyring& keys);
/// Those of the keys that seal now or are pending, by the present policy and by older ones on record: what a process
/// that runs may still write.
[[nodiscard]] sealing_marks coming_marks(const attribute& which, const keyring& keys);

/// A mark as a literal of SQL; marks hold nothing that needs care.
[[nodiscard]] std::string mark_literal(const std::string& mark, stored_form form, table_home home);

/// "substr(column, 1, n) in (…)" over marks of values, or of tokens.
[[nodiscard]] std::string begins_with(const std::string& column, const std::vector<std::string>& marks,
                                      stored_form form, table_home home);

}  // namespace cellseal::soci_orm
