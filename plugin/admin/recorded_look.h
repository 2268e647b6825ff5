#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "plugin/admin/audited_write.h"

namespace cellseal {

struct admin_surroundings;

/// What was asked within the hour, by whom and with which answer: monitoring asks often, and the trail is to stay one
/// that people read. One for each application.
/// Threads: all members may be called at once from any number of threads.
class recent_looks {
public:
    static constexpr std::chrono::hours within{1};

    /// `now` is clock::since_boot().
    [[nodiscard]] bool has(const audited_act& look, std::chrono::nanoseconds now) const;
    void add(const audited_act& look, std::chrono::nanoseconds now);

private:
    using key = std::tuple<std::string, std::string, std::string>;  // who, what, subject

    mutable std::mutex guard_;
    std::map<key, std::chrono::nanoseconds> seen_;
};

/// Leaves an event for a look at what only administrators may see, chained into the trail: removed, it is missed. The
/// keyring's generation stays as it is, for looking at a copy of the database would else make the pinned one seem older
/// than it is. Where no keyring is open the event waits, unauthenticated, for the next one to chain it.
///
/// Gives why it could not be recorded, in words; empty when it is. Whoever asks is answered all the same: a trail that
/// cannot be written is the one that has to be looked into.
[[nodiscard]] std::string record_look(const admin_surroundings& on, const audited_act& look);

/// The same for a question that monitoring asks: once an hour for each caller and answer, where `on` remembers.
[[nodiscard]] std::string record_question(const admin_surroundings& on, const audited_act& question);

}  // namespace cellseal
