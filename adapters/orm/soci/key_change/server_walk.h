#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/batch_update.h"
#include "adapters/orm/soci/key_change/sealing_line.h"
#include "adapters/orm/soci/key_change/server_pace.h"
#include "adapters/orm/soci/key_change/table_lead.h"
#include "adapters/orm/soci/key_change/writer_watch.h"

namespace cellseal::soci_orm {

/// Reseals a part of a table on a server that locks row by row: rows are read without a lock, sealed in a second thread
/// while the server writes others, and written in short transactions, which hold their locks for one statement.
/// Lifetime: one call; references outlive it. Threads: one.
class server_walk {
public:
    /// What was found in rows that are committed, and which of them could not be written because they hurt a unique
    /// key.
    using told_rows = std::function<void(const std::vector<reseal_finding>&, const std::vector<stored_table_row>&)>;

    /// `condition`: of the rows to be resealed. `locked`: rows that somebody holds are left to another walk, or waited
    /// for one by one.
    server_walk(soci::session& sql, batch_update& update, const sealing_line::reseal_with& how, std::string condition,
                locked_rows locked, server_pace& pace);
    server_walk(const server_walk&) = delete;
    server_walk& operator=(const server_walk&) = delete;
    ~server_walk();

    /// At most `most` rows behind the cursor, and no more than can be done in 0.3 s. The cursor and `done` follow what
    /// is committed. Throws soci_error when nothing was; else the next call does.
    void run(reseal_cursor& cursor, std::size_t most, reseal_batch& done, const told_rows& tell);

private:
    using steady = std::chrono::steady_clock;
    using rewrites = std::span<const row_rewrite* const>;
    /// So that whoever pauses or stops a worker does not wait.
    static constexpr std::chrono::milliseconds longest_call{300};
    static constexpr std::size_t block_bytes = std::size_t{1} << 20;
    static constexpr std::size_t first_rows = 32, fewest_rows = 8;

    /// What a block leaves behind.
    struct unwritten {
        std::vector<const stored_table_row*> refused;  // They hurt a unique key.
        std::vector<const row_rewrite*> held;          // Somebody held or wrote some of these.
    };

    void hold_back();
    void wait_again() noexcept;
    [[nodiscard]] std::size_t next_block() const noexcept;
    [[nodiscard]] row_block read(std::size_t most);
    void read_ahead();
    void work(reseal_cursor& cursor, reseal_batch& done, const told_rows& tell);
    void write(const row_block& block, reseal_batch& done, std::vector<stored_table_row>& duplicates);
    [[nodiscard]] rewrites next_of(rewrites left) const;
    void statement_took(std::chrono::nanoseconds span, std::size_t rows) noexcept;
    void leave_alone();
    std::uint64_t write_at_pace(rewrites rows, unwritten& left);
    std::uint64_t write_at_once(rewrites rows, unwritten& left);
    std::uint64_t write_waiting(rewrites rows, unwritten& left);

    soci::session& sql_;
    batch_update& update_;
    const table_shape& shape_;
    const std::string condition_;
    const locked_rows locked_;
    server_pace& pace_;
    writer_watch watch_;
    sealing_line line_;
    table_lead lead_;
    std::optional<rows_select> read_on_;  // in the middle of the table
    std::size_t read_on_rows_ = 0;        // that it reads
    std::vector<row_block> spare_;
    std::vector<std::string> read_to_;
    std::size_t fitting_ = 0;           // rows of a block that is not too large
    std::size_t left_ = 0;              // that may still be read
    std::size_t rows_ = first_rows;     // of the next statement
    std::chrono::nanoseconds busy_{0};  // the server, since it was left alone
    steady::time_point until_;
    bool all_read_ = false;
    bool holds_back_ = false;  // The session waits for no lock.
    bool is_crowded_ = false;  // Another worker was at the last block.
};

}  // namespace cellseal::soci_orm
