#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "adapters/orm/soci/key_change/comparable_column.h"
#include "adapters/orm/soci/key_change/table_shape.h"
#include "adapters/orm/soci/key_change/twin_probe.h"
#include "adapters/orm/soci/key_change/unique_columns.h"
#include "adapters/orm/soci/session_schema.h"
#include "plugin/keys/keyring.h"

namespace cellseal::soci_orm {

/// Rows that hold, under another live key, a value that is about to be written: no unique index can hold the two
/// against each other. So the row is brought to the sealing key first, and the database judges as ever
/// (key_change_protocol.md). Works on the user's own connection, in the transaction that is open there, if any.
///
/// Threads: one at a time. References outlive it.
class older_twins {
public:
    older_twins(soci::session& inner, const engine& how, session_schema& schema, const attribute_registry& registry)
        : inner_(inner), how_(how), schema_(schema), registry_(registry)
    {
    }

    older_twins(const older_twins&) = delete;
    older_twins& operator=(const older_twins&) = delete;
    ~older_twins();

    /// Whether the database keeps the column unique. False where a key change cannot reseal rows at all.
    [[nodiscard]] bool is_unique(const comparable_column& column);

    /// Whether a row holds one of these stored values.
    [[nodiscard]] bool any_holds(const comparable_column& column, std::span<const std::string> stored);

    /// Moves the rows that hold one of these to the sealing key: of each the attribute at hand, no more.
    ///
    /// Throws soci_error, and error:
    ///   bad_schema  this user may not read or change the row;
    ///   stale_key   others rewrite the row again and again;
    ///   that of opening it, if such a row does not open, so that nobody can say what it holds.
    void bring_up(const comparable_column& column, std::span<const std::string> stored, const keyring& keys);

private:
    struct known_table {
        std::uint64_t reading = 0;
        std::chrono::steady_clock::time_point seen;
        std::optional<unique_columns> unique;
        std::optional<table_shape> shape;
        std::map<comparable_column, std::unique_ptr<twin_probe>> probes;
    };

    [[nodiscard]] const protected_table& table_of(const attribute& which) const;
    [[nodiscard]] known_table& known(const protected_table& table, table_home home);
    [[nodiscard]] known_table& shaped(const comparable_column& column);
    [[nodiscard]] bool is_absent(const comparable_column& column, std::span<const std::string> stored);

    soci::session& inner_;
    const engine& how_;
    session_schema& schema_;
    const attribute_registry& registry_;
    std::map<const protected_table*, known_table> tables_;
};

}  // namespace cellseal::soci_orm
