#pragma once

#include <memory>
#include <mutex>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/fence_sql.h"
#include "adapters/orm/soci/key_change/finding_table.h"
#include "adapters/orm/soci/key_change/sealing_marks.h"
#include "adapters/orm/soci/key_change/table_shape.h"
#include "adapters/orm/soci/key_change/work_order_table.h"
#include "adapters/orm/soci/key_change/worker_pace.h"
#include "adapters/orm/soci/key_change/writing_turn.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::soci_orm {

/// The protected tables of one database over a plain SOCI session of its own: what carries out the steps of a key
/// change. Threads: all members may be called at once from any number of threads; one works at a time. Lifetime: the
/// session outlives it, and nobody else uses it meanwhile.
class resealable_rows_soci final : public resealable_rows {
public:
    /// `registry` has its history. Throws error bad_setting for a backend that will not do.
    resealable_rows_soci(soci::session& sql, std::shared_ptr<const attribute_registry> registry,
                         const keyring_table_names& names = {});

    [[nodiscard]] std::vector<std::string> tables() override;
    [[nodiscard]] reseal_batch reseal(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                      std::size_t most, locked_rows locked) override;
    [[nodiscard]] reseal_batch take_in(const std::string& table, std::span<const std::string> attributes,
                                       const keyring& keys, reseal_cursor& cursor, std::size_t most,
                                       locked_rows locked) override;
    [[nodiscard]] std::uint64_t count_untaken(const std::string& table, std::span<const std::string> attributes,
                                              const keyring& keys) override;
    void admit_plain(std::span<const std::string> attributes, const keyring& keys) override;
    [[nodiscard]] reseal_batch verify(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                      std::size_t most) override;
    [[nodiscard]] std::uint64_t count_old(const std::string& table, const keyring& keys) override;
    void widen_fences(const keyring& keys) override;
    [[nodiscard]] bool close_fences(const keyring& keys, std::span<const std::string> attributes) override;
    void confirm_fences(const keyring& keys) override;
    [[nodiscard]] std::vector<std::string> missing_fences(const keyring& keys) override;
    void wait_for_writers() override;
    [[nodiscard]] std::vector<reseal_finding> findings(std::size_t most) override;
    void forget_findings() override;
    [[nodiscard]] bool acknowledge(const std::string& name) override;
    [[nodiscard]] bool has_turn(std::chrono::milliseconds still) override;
    void give_turn_up() noexcept override;
    [[nodiscard]] work_orders orders() override;
    void set_orders(const work_orders& next) override;
    [[nodiscard]] std::vector<std::string> triggers_fired() override;
    [[nodiscard]] std::string left_behind() override;

private:
    // Runs `work` on the session, one at a time, for as long as it may take.
    template <class Work>
    auto working(Work work)
    {
        const std::lock_guard lock(mutex_);
        return patiently(sql_, work);
    }
    [[nodiscard]] std::size_t batch_of(std::size_t most) const;
    const std::vector<table_shape>& shapes();
    const table_shape& shape_named(const std::string& table);
    [[nodiscard]] bool stands_without(const table_shape& shape, const std::vector<sealing_marks>& marks);
    void drop_constraint(const table_shape& shape);
    void put_up(const table_shape& shape, const std::vector<sealing_marks>& marks, fence_sql::plain_values plain);
    void widen_fence(const table_shape& shape, const std::vector<sealing_marks>& marks);
    void run(const std::vector<std::string>& statements);
    bool close_fence(const table_shape& shape, const keyring& keys);

    soci::session& sql_;
    const engine& how_;
    table_home home_;
    std::shared_ptr<const attribute_registry> registry_;
    finding_table findings_;
    work_order_table orders_;
    writing_turn turn_{orders_};
    std::vector<table_shape> shapes_;
    worker_pace pace_;
    std::mutex mutex_;
};

}  // namespace cellseal::soci_orm
