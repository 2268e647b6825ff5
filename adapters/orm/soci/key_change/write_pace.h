#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace cellseal::soci_orm {

/// How long to write in one transaction, and how long to leave the lock alone before it, where one connection at a time
/// may write (SQLite): the longer the longer nobody else has written; little, with the lock free most of the time, as
/// long as somebody does. Threads: one at a time.
class write_pace {
public:
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::steady_clock::time_point;

    /// Of the time in which nobody else has written, a transaction takes one part in so many, within these limits: who
    /// comes after a while waits for a small part of it. What a transaction changes is written and synchronised by its
    /// commit, which comes on top.
    static constexpr int part_of_quiet = 10;
    static constexpr duration shortest = std::chrono::milliseconds(2), longest = std::chrono::milliseconds(150);
    /// Until so much is a part of it, as long as it has been quiet: who writes all the time is met in the beginning,
    /// and small tables are not slowed down.
    static constexpr duration short_one = std::chrono::milliseconds(20);
    /// The same beside others: as long as the quickest of the last few commits there. One that hiccups counts for
    /// nothing.
    static constexpr int few_commits = 4;
    static constexpr duration shortest_beside = std::chrono::microseconds(50),
                              longest_beside = std::chrono::milliseconds(20);
    /// Alone, the lock is free for this part of the time it was held: whoever waits for it looks every few milliseconds
    /// only, and nothing tells of him before he has written. Meanwhile rows are read and sealed.
    static constexpr int free_part = 10;
    /// Beside others, the lock is free for so many times as long as it was held, but no longer than this.
    static constexpr int free_for = 3;
    static constexpr duration longest_gap = std::chrono::milliseconds(500);
    /// So long after another's write nobody counts as writing any more.
    static constexpr std::chrono::seconds remembered{2};

    /// For how long the next transaction may write rows.
    [[nodiscard]] duration hold() const noexcept { return hold_; }
    /// Nobody else writes, as far as is known.
    [[nodiscard]] bool is_alone() const noexcept { return is_alone_; }
    /// Before this moment the lock is left to others.
    [[nodiscard]] time_point begins() const noexcept { return begins_; }

    /// Whether the database's version (pragma data_version) is another than before: somebody else has written.
    [[nodiscard]] bool has_changed(long long version) noexcept;

    /// One transaction: had the lock, had written its rows, had committed. `others`: somebody else had written since
    /// the one before, or had to be waited for.
    struct transaction {
        time_point began;
        time_point wrote;
        time_point ended;
        bool others;
    };
    void ended(const transaction& last) noexcept;

private:
    [[nodiscard]] duration alone(duration quiet) const noexcept;
    [[nodiscard]] duration beside(duration commit) noexcept;

    duration hold_ = shortest;
    std::array<duration, few_commits> commits_{};  // beside others
    std::size_t next_commit_ = 0;
    bool is_alone_ = true;
    time_point begins_{};
    std::optional<time_point> quiet_since_;
    std::optional<time_point> others_until_;
    std::optional<long long> version_;
};

}  // namespace cellseal::soci_orm
