#pragma once

#include <chrono>
#include <cstdint>

#include "adapters/orm/soci/key_change/work_order_table.h"

namespace cellseal::soci_orm {

/// One worker at a time has the turn on a database that lets one connection at a time write (SQLite); the others stand
/// by, write nothing, and take over when it is gone.
///
/// The turn is one number in `cellseal_work`: who holds it, and a count that the holder raises while it works. Whoever
/// finds another's compares it with what it has seen before, by its own clock alone, and takes it by compare-and-swap
/// once it has stood still long enough. A holder that comes back after that sees it, and stands by. Two that work at
/// once hinder each other and break nothing, so whatever fails here ends in working. Threads: one at a time.
class writing_turn {
public:
    using time_point = std::chrono::steady_clock::time_point;
    /// While it is asked for so often.
    static constexpr std::chrono::milliseconds raised_every{500};

    /// `orders` outlives it.
    explicit writing_turn(work_order_table& orders) : orders_(orders) {}

    /// True when it is this one's turn, from now on or as before; also where this user may not write `cellseal_work`.
    /// `still`: another's that has not been raised for so long is taken. A machine that is suspended suspends the
    /// holder, too, so that time does not count. Throws soci_error while the database is busy or gone.
    [[nodiscard]] bool has(time_point now, std::chrono::milliseconds still);
    /// Lets another have it at once. Does nothing where it is not this one's.
    void give_up() noexcept;

private:
    [[nodiscard]] bool raise(time_point now);
    [[nodiscard]] bool take(time_point now, std::chrono::milliseconds still);

    work_order_table& orders_;
    std::int64_t mine_ = 0;  // as this one has written it last; 0: it is not its turn
    std::int64_t seen_ = 0;  // another's
    time_point since_{};     // the one or the other
    bool can_be_had_ = true;
};

}  // namespace cellseal::soci_orm
