#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/keyring_store.h"

namespace cellseal::soci_orm {

/// The keyring in table `cellseal_keyring`, beside the data that it opens: backed up with it, changed in one
/// transaction with catalogue and audit trail. Threads, lifetime: as the keyring_database, which outlives it.
class keyring_store_soci final : public keyring_store {
public:
    explicit keyring_store_soci(keyring_database& database) : database_(database) {}

    [[nodiscard]] std::string place() const override;
    [[nodiscard]] bool any_trace() override;
    [[nodiscard]] std::optional<keyring_document> load() override;
    [[nodiscard]] std::optional<std::uint64_t> generation() override;
    void store(const keyring_change& change) override;

private:
    void swap_generation(soci::session& sql, const keyring_change& change) const;
    void replace_records(soci::session& sql, const keyring_change& change) const;
    void write_events(soci::session& sql, const std::vector<event>& events) const;

    keyring_database& database_;
};

}  // namespace cellseal::soci_orm
