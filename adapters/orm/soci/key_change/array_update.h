#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/batch_update.h"
#include "adapters/orm/soci/key_change/value_list.h"

namespace cellseal::soci_orm {

/// PostgreSQL: one statement, whose parameters hold a column of many rows each. It writes that state of a row alone
/// that was read, which its version tells, and passes over what somebody holds. The shape has versions.
class array_update final : public batch_update {
public:
    array_update(soci::session& sql, const table_shape& shape);

    /// Its text: keys `k0`…, versions `v0`…, cells as they are written `n0`…, each a
    /// value_list.
    [[nodiscard]] static std::string text(const table_shape& shape);

    [[nodiscard]] std::uint64_t run(std::span<const row_rewrite* const> rows) override;

private:
    struct parameter {
        char letter;
        std::size_t place;
        value_list values;
    };
    [[nodiscard]] static std::vector<parameter> parameters_of(const table_shape& shape);
    void bind();
    void send(std::span<const row_rewrite* const> rows);

    std::vector<parameter> parameters_;
    value_list::marks marks_;
    soci::statement update_;
};

}  // namespace cellseal::soci_orm
