#include "adapters/orm/soci/key_change/writing_turn.h"

#include <random>
#include <utility>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

// Who: the upper half, never 0. Two that draw the same would both work.
std::int64_t newcomer()
{
    constexpr int bits_of_count = 32;
    constexpr std::uint32_t positive = 0x7fffffff;
    std::random_device source;
    return static_cast<std::int64_t>((source() & positive) | 1) << bits_of_count;
}

}  // namespace

bool writing_turn::raise(time_point now)
{
    if (now - since_ < raised_every) return true;
    since_ = now;
    if (orders_.pass_turn(mine_, mine_ + 1)) {
        ++mine_;
        return true;
    }
    mine_ = 0;
    return false;
}

bool writing_turn::take(time_point now, std::chrono::milliseconds still)
{
    const std::int64_t standing = orders_.turn();
    if (std::exchange(seen_, standing) != standing) since_ = now;
    if (standing != 0 && now - since_ < still) return false;
    const std::int64_t next = newcomer();
    if (!orders_.pass_turn(standing, next)) return false;
    mine_ = next;
    since_ = now;
    return true;
}

bool writing_turn::has(time_point now, std::chrono::milliseconds still)
try {
    return !can_be_had_ || (mine_ != 0 && raise(now)) || take(now, still);
} catch (const error&) {
    can_be_had_ = false;
    return true;
} catch (const soci::soci_error& failed) {
    const trouble what = trouble_of(failed);
    // Who keeps the database locked keeps everybody from raising and from taking it.
    if (what == trouble::busy && (mine_ != 0 || seen_ != 0)) return mine_ != 0;
    if (what == trouble::busy || what == trouble::lost) throw;
    can_be_had_ = false;
    return true;
}

void writing_turn::give_up() noexcept
try {
    if (const std::int64_t last = std::exchange(mine_, 0); last != 0) static_cast<void>(orders_.pass_turn(last, 0));
} catch (...) {
    // Then it stands still, and the others take it after a while.
}

}  // namespace cellseal::soci_orm
