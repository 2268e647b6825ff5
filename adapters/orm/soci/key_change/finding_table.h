#pragma once

#include <string>
#include <vector>

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::soci_orm {

/// What a key change could not move, in a table beside the keyring's (`cellseal_finding`), made when first needed.
/// Nothing hangs on it but what a person has said about a row. Lifetime: the session outlives it. Threads: one at a
/// time.
class finding_table {
public:
    finding_table(soci::session& sql, table_home home, std::string name);

    /// Writes a finding, or that its reason has changed.
    void record(const reseal_finding& what);
    /// Writes a finding where there is none: what is known says more.
    void add(const reseal_finding& what);
    [[nodiscard]] bool is_acknowledged(const std::string& attribute, const std::string& row);
    [[nodiscard]] std::vector<reseal_finding> list(std::size_t most);
    /// Of one table: how many rows have an acknowledged finding.
    [[nodiscard]] std::uint64_t acknowledged_rows(const std::string& table);
    void forget_unacknowledged();
    [[nodiscard]] bool acknowledge(const std::string& attribute, const std::string& row);

private:
    [[nodiscard]] bool exists();
    void require();
    [[nodiscard]] bool is_known(const std::string& attribute, const std::string& row);
    void insert(const reseal_finding& what);

    soci::session& sql_;
    table_home home_;
    std::string name_;
    bool known_ = false;
};

}  // namespace cellseal::soci_orm
