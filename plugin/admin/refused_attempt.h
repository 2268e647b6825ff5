#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "plugin/admin/admin_surroundings.h"
#include "plugin/error/error.h"

namespace cellseal {

/// What was refused within the hour, to whom and why, so that who repeats himself costs neither a row nor a look into
/// the database. One for each application. Threads: all members may be called at once from any number of threads.
class recent_refusals {
public:
    static constexpr std::chrono::hours within{1};

    /// Counts it: how many equal ones were counted since one went on record, where this one may; nothing where one did
    /// within the hour. `now` is clock::since_boot().
    [[nodiscard]] std::optional<std::uint64_t> count(const audited_act& refused, std::chrono::nanoseconds now);
    /// An equal one is on record now, written here or by another process.
    void recorded(const audited_act& refused, std::chrono::nanoseconds now);

private:
    using key = std::tuple<std::string, std::string, std::string>;  // who, what, subject
    struct seen {
        std::optional<std::chrono::nanoseconds> at;  // Nothing: not on record yet.
        std::uint64_t more = 0;
    };

    [[nodiscard]] seen& of(const audited_act& refused);

    std::mutex guard_;
    std::map<key, seen> seen_;
};

/// Which act is tried, and which step of it where it has several ("pause").
struct attempted_act {
    admin_act what;
    std::string_view step = {};
};

/// Most refusals that go on record within an hour, whoever is refused and by how many processes.
inline constexpr std::size_t most_refusals_an_hour = 60;

/// Leaves an event for an attempt that was refused: who, and the name of why, never more of it. Its name is that of the
/// act with `_refused` ("show_key_refused", "activation_refused"), its subject the code ("not_authorized"), behind the
/// step where there is one ("pause, not_authorized").
///
/// Who may do nothing is not to fill the table: equal ones of one person leave one event an hour, which tells how many
/// came before it; of all together at most `most_refusals_an_hour` go on record, the last of which says so. The trail
/// itself is asked, so that this holds over all processes and commands.
///
/// Nothing happens for what is no refusal (the database is gone, somebody else was faster), in a database that has none
/// of cellseal's tables, and where the trail cannot be written: the refusal is the same in any case.
void record_refusal(const admin_surroundings& on, attempted_act tried, const admin_caller& caller, errc why) noexcept;

/// Asks authorizer and channel (admin_gate::require()); a no leaves an event. An authorizer that throws has said no.
void require_admitted(const admin_surroundings& on, attempted_act tried, const admin_caller& caller);

/// Runs `act()`; what it is refused for leaves an event.
template <class Act>
auto with_refusals_recorded(const admin_surroundings& on, attempted_act tried, const admin_caller& caller, Act&& act)
{
    try {
        return std::forward<Act>(act)();
    } catch (const error& refused) {
        record_refusal(on, tried, caller, refused.code());
        throw;
    }
}

/// require_admitted(), then with_refusals_recorded().
template <class Act>
auto as_admitted(const admin_surroundings& on, attempted_act tried, const admin_caller& caller, Act&& act)
{
    require_admitted(on, tried, caller);
    return with_refusals_recorded(on, tried, caller, std::forward<Act>(act));
}

}  // namespace cellseal
