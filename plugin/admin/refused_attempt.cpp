#include "plugin/admin/refused_attempt.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/admin/event_text.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

// Who is refused under ever new names is not to fill the memory.
constexpr std::size_t most_remembered = 1000;
// What somebody without rights says is not to fill the table either.
constexpr std::size_t longest_text = 200;
// Clocks of several machines differ; what lies further ahead was written before a clock was put right.
constexpr timestamp clocks_differ_by = 300;

bool is_refusal(errc code)
{
    switch (code) {
        case errc::database_unavailable:
        case errc::keyring_changed:
        case errc::crypto_failure:
        case errc::out_of_locked_memory: return false;
        default: return true;
    }
}

// One line that every database takes.
std::string line_of(const std::string& text)
{
    if (!is_valid_utf8(text)) return "(not UTF-8)";
    std::string line = beginning_of(text, longest_text);
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return line.size() < text.size() ? line + "…" : line;
}

audited_act event_of(const attempted_act& tried, const admin_caller& caller, std::string_view why)
{
    const std::string_view what = tried.what == admin_act::activate ? "activation" : name_of(tried.what);
    const std::string subject = tried.step.empty() ? std::string(why) : fmt::format("{}, {}", tried.step, why);
    return {{caller.who.empty() ? "nobody" : line_of(caller.who), line_of(caller.reason)},
            fmt::format("{}{}", what, refusal_ending),
            subject};
}

/// What the trail says of the last hour. Beside a keyring that is open only what is chained counts: a row that anybody
/// may have put there is not to keep others out.
class last_hour {
public:
    last_hour(const admin_surroundings& on, bool chained)
    {
        const timestamp now = on.around.time.now();
        const auto hour = static_cast<timestamp>(std::chrono::seconds(recent_refusals::within).count());
        refusals_ = on.events.refusals(now > hour ? now - hour + 1 : 0, now + clocks_differ_by, most_refusals_an_hour);
        if (chained) std::erase_if(refusals_, [](const event& each) { return !each.number; });
    }

    [[nodiscard]] bool has(const audited_act& wanted) const
    {
        return std::ranges::any_of(refusals_, [&](const event& each) {
            return each.who == wanted.caller.who && each.what == wanted.what &&
                   (each.subject == wanted.subject || each.subject.starts_with(wanted.subject + ", "));
        });
    }
    [[nodiscard]] bool is_full() const { return refusals_.size() >= most_refusals_an_hour; }
    [[nodiscard]] bool has_one_place() const { return refusals_.size() + 1 == most_refusals_an_hour; }

private:
    std::vector<event> refusals_;
};

// `more`: equal ones that were only counted.
std::optional<audited_act> recordable(const last_hour& before, audited_act refused, std::uint64_t more)
{
    if (before.has(refused) || before.is_full()) return std::nullopt;
    if (more > 0) refused.subject += fmt::format(", {} more before", more);
    if (before.has_one_place()) refused.subject += ", no others on record within the hour";
    return refused;
}

void write_down(const admin_surroundings& on, const audited_act& refused, std::uint64_t more)
{
    try {
        return write_look(on.keyring, on.around, on.catalogue, on.events,
                          [&] { return recordable(last_hour(on, true), refused, more); });
    } catch (const std::exception&) {
        // Without the keys it waits to be chained.
    }
    const auto act = recordable(last_hour(on, false), refused, more);
    if (act) note_unauthenticated(on.around, on.events, *act, act->caller.reason);
}

void record(const admin_surroundings& on, const attempted_act& tried, const admin_caller& caller,
            std::string_view why) noexcept
try {
    if (!on.around.store.any_trace()) return;
    const audited_act refused = event_of(tried, caller, why);
    const std::chrono::nanoseconds now = on.around.time.since_boot();
    std::uint64_t more = 0;
    if (on.refusals) {
        const auto counted = on.refusals->count(refused, now);
        if (!counted) return;
        more = *counted;
    }
    write_down(on, refused, more);
    if (on.refusals) on.refusals->recorded(refused, now);
} catch (const std::exception&) {
    // That it was refused is what the caller has to hear of.
}

}  // namespace

recent_refusals::seen& recent_refusals::of(const audited_act& refused)
{
    if (seen_.size() >= most_remembered) seen_.clear();
    return seen_[{refused.caller.who, refused.what, refused.subject}];
}

std::optional<std::uint64_t> recent_refusals::count(const audited_act& refused, std::chrono::nanoseconds now)
{
    const std::lock_guard lock{guard_};
    seen& known = of(refused);
    if (!known.at || now - *known.at >= within) return std::exchange(known.more, 0);
    ++known.more;
    return std::nullopt;
}

void recent_refusals::recorded(const audited_act& refused, std::chrono::nanoseconds now)
{
    const std::lock_guard lock{guard_};
    of(refused).at = now;
}

void record_refusal(const admin_surroundings& on, attempted_act tried, const admin_caller& caller, errc why) noexcept
{
    if (is_refusal(why)) record(on, tried, caller, name_of(why));
}

void require_admitted(const admin_surroundings& on, attempted_act tried, const admin_caller& caller)
{
    try {
        admin_gate(on.who_may, on.channel_is_private).require(tried.what, caller);
    } catch (const error& refused) {
        record_refusal(on, tried, caller, refused.code());
        throw;
    } catch (const std::exception&) {
        record(on, tried, caller, "authorizer_failed");
        throw;
    }
}

}  // namespace cellseal
