#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace cellseal::soci_orm {

/// How many rows to write in one transaction, and how long to leave the lock alone before it, where one connection at a
/// time may write (SQLite): much at a time while nobody else writes; little, with the lock free most of the time, as
/// long as somebody does. Threads: one at a time.
class write_pace {
public:
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::steady_clock::time_point;

    /// What writing rows may take in one transaction while nobody else writes, and while somebody does; or as long as
    /// its commit does, where that takes longer.
    static constexpr duration alone = std::chrono::milliseconds(20), beside_others = std::chrono::microseconds(100);
    /// Beside others, the lock is free for so many times as long as it was held, but no longer than this.
    static constexpr int free_for = 2;
    static constexpr duration longest_gap = std::chrono::milliseconds(500);
    /// So long after another's write nobody counts as writing any more.
    static constexpr std::chrono::seconds remembered{2};
    static constexpr std::size_t first_rows = 256, fewest_rows = 4, most_rows = 8000;

    /// Rows of the next transaction.
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    /// Before this moment the lock is left to others.
    [[nodiscard]] time_point begins() const noexcept { return begins_; }

    /// Whether the database's version (pragma data_version) is another than before: somebody else has written.
    [[nodiscard]] bool has_changed(long long version) noexcept;

    /// One transaction: had the lock, had written its rows, had committed. `others`: somebody else had written since
    /// the one before, or had to be waited for.
    struct transaction {
        std::size_t rows;
        time_point began;
        time_point wrote;
        time_point ended;
        bool others;
    };
    void ended(const transaction& last) noexcept;

private:
    std::size_t rows_ = first_rows;
    time_point begins_{};
    time_point others_until_{};
    std::optional<long long> version_;
};

}  // namespace cellseal::soci_orm
