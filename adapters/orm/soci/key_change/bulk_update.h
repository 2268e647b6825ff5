#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/batch_update.h"

namespace cellseal::soci_orm {

/// MariaDB: one prepared statement, executed for many rows by one command, which SOCI does not have. It compares the
/// cells as they were read. Where a row is held it fails as busy at once.
class bulk_update final : public batch_update {
public:
    /// Whether server and client library both have it: MariaDB's from 10.2, not MySQL's.
    [[nodiscard]] static bool is_known_to(soci::session& sql);

    bulk_update(soci::session& sql, const table_shape& shape);

    [[nodiscard]] std::uint64_t run(std::span<const row_rewrite* const> rows) override;
    void begin() override;
    void end() noexcept override;

private:
    /// One parameter of all rows, as the client library wants it.
    struct column {
        std::vector<stored_field> row_rewrite::*written = nullptr;
        std::vector<stored_field> stored_table_row::*read = nullptr;
        std::size_t place = 0;
        bool is_bytes = false;
        std::vector<const char*> texts = {};
        std::vector<unsigned long> lengths = {};
        std::vector<long long> numbers = {};
        std::vector<char> states = {};
    };
    struct closed {
        void operator()(void* statement) const noexcept;
    };

    void execute(std::size_t rows);
    void check(bool failed) const;

    soci::session& sql_;
    std::vector<column> columns_;
    std::unique_ptr<void, closed> statement_;
};

}  // namespace cellseal::soci_orm
