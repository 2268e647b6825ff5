#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/values/field_sealer.h"

namespace cellseal {

/// One stored value of an attribute, with the row that it lies in.
struct stored_sample {
    std::string stored;  ///< As stored: text, or the raw bytes.
    row_key row;         ///< Empty unless the attribute is bound to its row.
    std::string where;   ///< The row's key for a person: "id 17".
};

/// A look at values as they are stored, to see whether a keyring fits the data.
class value_samples {
public:
    virtual ~value_samples() = default;

    /// At most `most` values that are not NULL; none where the table is missing. Throws error database_unavailable.
    [[nodiscard]] virtual std::vector<stored_sample> sample(const protected_table& table, const attribute& which,
                                                            std::size_t most) = 0;
};

}  // namespace cellseal
