#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/keyring.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/values/field_sealer.h"

namespace cellseal {

/// One column of a table that is rescued.
struct rescued_column {
    std::string name;
    const attribute* which = nullptr;  ///< Null for a column that is not protected.
};

/// One row of it: cells as stored (see stored_sample), NULL as nothing.
struct stored_cells_row {
    std::vector<std::optional<std::string>> cells;
    row_key row;  ///< Empty unless a value of the table is bound to it.
    std::string where;
};

/// The rows of a table as they are stored, one after the other; memory is constant in their number.
class stored_table_rows {
public:
    virtual ~stored_table_rows() = default;
    [[nodiscard]] virtual const std::vector<rescued_column>& columns() const = 0;
    virtual void each(const std::function<void(const stored_cells_row&)>& visit) = 0;
};

/// What a rescue did.
struct rescue_report {
    std::uint64_t rows = 0;
    std::uint64_t opened = 0;           ///< Values.
    std::uint64_t plain = 0;            ///< Values in protected columns that were never sealed.
    std::uint64_t failed = 0;           ///< Values that did not open: they are written as they are stored.
    std::vector<std::string> findings;  ///< "contact.email, id 17: tampered", the first 100.
};

/// The keys of a keyring for rescue and for restored backups: archived ones open as well. Throws as open_keyring().
[[nodiscard]] std::shared_ptr<const keyring> keyring_with_archived(const keyring_document& document,
                                                                   std::span<const organisation_key> held,
                                                                   std::shared_ptr<const attribute_registry> registry,
                                                                   const crypto_provider& crypto);

/// Writes a table in plain as CSV (RFC 4180, UTF-8, with a line of names) through `write`: for whoever leaves cellseal,
/// or has nothing but a backup and an export. NULL is an empty field, an empty text is `""`. What does not open is
/// written as it is stored, so nothing is lost. write_only attributes are written: who holds the key may have them.
[[nodiscard]] rescue_report rescue_table(stored_table_rows& rows, const keyring& keys,
                                         const std::function<void(std::string_view)>& write);

}  // namespace cellseal
