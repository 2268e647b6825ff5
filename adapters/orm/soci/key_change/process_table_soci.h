#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/process_table.h"

namespace cellseal::soci_orm {

/// The live processes in table `cellseal_process`, beside the keyring's. Threads, lifetime: as the keyring_database,
/// which outlives it.
class process_table_soci final : public process_table {
public:
    explicit process_table_soci(keyring_database& database);

    void require() override;
    void report(const process_presence& own) override;
    void remove(const std::string& name) override;
    [[nodiscard]] std::vector<process_presence> all() override;

private:
    keyring_database& database_;
    const std::string& name_;
};

}  // namespace cellseal::soci_orm
