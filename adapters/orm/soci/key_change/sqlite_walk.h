#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/sealing_line.h"
#include "adapters/orm/soci/key_change/sqlite_statement.h"
#include "adapters/orm/soci/key_change/sqlite_strides.h"
#include "adapters/orm/soci/key_change/write_pace.h"

namespace cellseal::soci_orm {

/// Reseals a part of a table of SQLite, where writing locks the whole database: rows are read in small blocks, sealed
/// in a second thread and by this one, and written in transactions as long as the pace allows. Beside others these do
/// nothing but write; alone, the next blocks are read meanwhile.
///
/// Lifetime: one call; references outlive it. Threads: one.
class sqlite_walk {
public:
    /// What was found in rows that are committed, and which of them could not be written because they hurt a unique
    /// key.
    using told_rows = std::function<void(const std::vector<reseal_finding>&, const std::vector<stored_table_row>&)>;

    /// `condition`: of the rows to be resealed.
    sqlite_walk(soci::session& sql, const sealing_line::reseal_with& how, std::string condition, write_pace& pace);

    /// At most `most` rows behind the cursor, and no more than can be done in 0.3 s. The cursor and `done`
    /// follow what is committed. Throws soci_error; what was committed stays.
    void run(reseal_cursor& cursor, std::size_t most, reseal_batch& done, const told_rows& record);

private:
    using steady = std::chrono::steady_clock;
    /// So that whoever pauses or stops a worker does not wait.
    static constexpr std::chrono::milliseconds longest_call{300};
    /// Rows of a block. Reading keeps others from committing, too, where there is no write-ahead log.
    static constexpr std::size_t block_alone = 128, block_beside_others = 24;
    static constexpr std::size_t block_bytes = std::size_t{1} << 20;
    /// Of what is read ahead. Alone, that is done while the lock is left to others, and within a transaction only where
    /// the sealing thread would run out of work; beside others, as many are read as the next transaction can write:
    /// with fewer, it would be over before it was worth its commit.
    static constexpr std::size_t ahead_alone = 4096, least_alone = 1024, least_ahead = 192,
                                 most_bytes = std::size_t{8} << 20;
    static constexpr std::chrono::microseconds time_of_a_row{8};
    /// What one transaction changes stays in memory until it commits: written to the file earlier it would lock out
    /// readers. So it ends when that is more than this.
    static constexpr int cache_kib = 32'000;

    /// What one transaction has done; it counts once it is committed.
    struct written_rows {
        reseal_batch counted;
        std::vector<reseal_finding> found;
        std::vector<stored_table_row> duplicates;
        std::vector<std::string> last;  // key
    };

    [[nodiscard]] bool read(row_block& block);
    [[nodiscard]] bool may_read() const;
    [[nodiscard]] std::size_t rows_for_next() const;
    void choose_block();
    void read_ahead(std::size_t rows);
    void take_in_hand();
    [[nodiscard]] bool is_in_hand() const noexcept { return next_ < in_hand_.rows().size(); }
    [[nodiscard]] written_rows next_transaction();
    void write_rows(written_rows& now);
    void pass_row(written_rows& now);
    void write_row(const row_rewrite& row, written_rows& now);
    [[nodiscard]] bool others_wrote();
    [[nodiscard]] bool cache_is_full();

    soci::session& sql_;
    const table_shape& shape_;
    const std::string condition_;
    write_pace& pace_;
    sealing_line line_;
    std::optional<sqlite_statement> read_on_;  // in the middle of the table
    sqlite_strides strides_;
    sqlite_statement update_;
    sqlite_statement version_;
    row_block in_hand_;
    std::size_t next_ = 0;  // row of it
    std::vector<row_block> spare_;
    std::vector<std::string> read_to_;
    std::optional<std::vector<std::string>> stride_end_;
    std::size_t block_ = 0;  // rows of the next one
    std::size_t left_ = 0;   // that may still be read
    steady::time_point until_;
    bool all_read_ = false;
};

}  // namespace cellseal::soci_orm
