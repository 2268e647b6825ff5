#include "plugin/admin/recorded_look.h"

#include "plugin/admin/admin_surroundings.h"

namespace cellseal {

namespace {

// Who asks under ever new names is not to fill the memory.
constexpr std::size_t most_remembered = 1000;

}  // namespace

bool recent_looks::has(const audited_act& look, std::chrono::nanoseconds now) const
{
    const std::lock_guard lock{guard_};
    const auto found = seen_.find({look.caller.who, look.what, look.subject});
    return found != seen_.end() && now - found->second < within;
}

void recent_looks::add(const audited_act& look, std::chrono::nanoseconds now)
{
    const std::lock_guard lock{guard_};
    if (seen_.size() >= most_remembered) seen_.clear();
    seen_[{look.caller.who, look.what, look.subject}] = now;
}

std::string record_look(const admin_surroundings& on, const audited_act& look)
{
    try {
        write_look(on.keyring, on.around, on.catalogue, on.events, look);
        return {};
    } catch (const std::exception&) {
        // Without the keys, or with a keyring that is refused, it waits to be chained.
    }
    if (note_unauthenticated(on.around, on.events, look, look.caller.reason)) return {};
    return "that this was asked is not on record: the audit trail in the database cannot be written";
}

std::string record_question(const admin_surroundings& on, const audited_act& question)
{
    const std::chrono::nanoseconds now = on.around.time.since_boot();
    if (on.recent && on.recent->has(question, now)) return {};
    std::string not_recorded = record_look(on, question);
    if (on.recent && not_recorded.empty()) on.recent->add(question, now);
    return not_recorded;
}

}  // namespace cellseal
