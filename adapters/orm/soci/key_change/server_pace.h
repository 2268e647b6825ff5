#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace cellseal::soci_orm {

/// How much to write at once on a server, and how long to leave it alone after that: all it takes as long as nobody
/// else writes there, a small part beside others. Whether others write cannot be told from a count while several
/// workers write, so they are all silent at the same moments, by the server's clock, and count what is written
/// meanwhile. Threads: one at a time.
class server_pace {
public:
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::steady_clock::time_point;

    /// At the beginning of each period nobody starts to write for a while: what was begun before has ended after
    /// `settling`, and whoever hears no more before `leaving` counts nobody who starts punctually.
    static constexpr std::chrono::milliseconds period{150}, silence{6}, settling{2}, leaving{1};
    /// Writes heard are remembered for so long.
    static constexpr std::chrono::seconds remembered{2};
    /// More than so many of them are others who write, no signs of life of processes, and no worker who is late.
    static constexpr std::uint64_t few = 2;

    /// What the server may take for one statement, and hold its rows: who wants one of them waits for no longer.
    static constexpr duration longest_alone = std::chrono::milliseconds(1),
                              longest_beside = std::chrono::microseconds(250);
    /// Rows that are read, and sealed, in one go: both keep a processor busy.
    static constexpr std::size_t block_alone = 256, block_beside = 16;
    /// Beside others, the server is left alone for so many times as long as it was busy, but no longer than this. Of
    /// several workers one goes on so; the rest always wait as long as that, in case the one that leads has stopped.
    static constexpr int free_for = 3;
    static constexpr duration longest_gap = std::chrono::milliseconds(50);

    [[nodiscard]] bool is_alone() const noexcept { return is_alone_; }
    /// Longer where a commit takes long: its rows may take as long as it does.
    [[nodiscard]] duration longest() const noexcept;
    [[nodiscard]] std::size_t block() const noexcept;
    [[nodiscard]] duration gap_after(duration busy, bool leads) const noexcept;

    struct span {
        time_point begins;
        time_point ends;
    };
    /// The moments in which nobody writes: those that have not ended at `now`. Nothing before the server's time is
    /// known.
    [[nodiscard]] std::optional<span> next_silence(time_point now) const noexcept;
    /// The server's clock says `time`, and this process's `now`.
    void tell_time(std::chrono::microseconds time, time_point now) noexcept;

    /// A statement of so many rows, its commit included.
    void statement_took(duration took, std::size_t rows) noexcept;

    /// So many transactions have written while all were silent.
    void heard(std::uint64_t writes, time_point now);
    /// The same before the time was known: they may be another worker's. Counts until something better is heard.
    void heard_at_first(std::uint64_t writes) noexcept { is_alone_ = writes == 0; }

private:
    struct writes_at {
        time_point when;
        std::uint64_t count;
    };

    bool is_alone_ = true;
    duration quickest_{};  // of all statements of few rows
    std::optional<time_point> period_began_;
    std::deque<writes_at> heard_;
};

}  // namespace cellseal::soci_orm
