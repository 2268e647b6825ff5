#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/event_log.h"

namespace cellseal::soci_orm {

/// The audit trail in table `cellseal_event`. Threads, lifetime: as the keyring_database, which outlives it.
class event_log_soci final : public event_log {
public:
    explicit event_log_soci(keyring_database& database) : database_(database) {}

    void each_chained(const std::function<void(const event&)>& visit) override;
    [[nodiscard]] std::vector<event> unchained(std::size_t most) override;
    [[nodiscard]] std::vector<event> refusals(timestamp from, timestamp until, std::size_t most) override;
    void add_unchained(const event& what) override;

private:
    [[nodiscard]] std::vector<event> found_by(const std::string& query, std::int64_t after);

    keyring_database& database_;
};

}  // namespace cellseal::soci_orm
