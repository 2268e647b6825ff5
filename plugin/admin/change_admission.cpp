#include "plugin/admin/change_admission.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/key_change/change_state.h"
#include "plugin/keys/key_check.h"

namespace cellseal {

namespace {

void check_confirmation(const std::string& typed, const keyring_record& in_use)
{
    if (read_key_check(typed) == in_use.key_check) return;
    throw error(errc::not_confirmed,
                fmt::format("the change was not confirmed: it replaces key {}, in use since {}, and {}. Give that key "
                            "check to confirm",
                            in_use.key_check, to_rfc3339(in_use.state_since),
                            read_key_check(typed).empty() ? "no key check was given" : "another one was given"));
}

void check_alone(const keyring_document& document)
{
    const change_state now = change_state_of(document);
    if (now.phase == change_phase::none) return;
    const std::string_view what_then =
        now.phase == change_phase::prepared    ? "Finish it (cellseal key work), or take it back (cellseal key cancel)"
        : now.phase == change_phase::resealing ? "Finish it (cellseal key work, then cellseal key retire)"
                                               : "Retire the old key first (cellseal key retire)";
    throw error(
        errc::change_under_way,
        fmt::format("a key change is under way already, from {} to {}, {} since {}. {}; see: cellseal key status",
                    now.old_check, now.new_check, name_of(now.phase), to_rfc3339(now.since), what_then));
}

void check_pace(const keyring_document& document, timestamp now, change_limits limits)
{
    const auto span = static_cast<timestamp>(std::chrono::seconds(limits.within).count());
    std::vector<timestamp> changes;
    // What lies ahead was made by a clock that was wrong, here or on another machine: nobody is to wait for that day.
    for (const keyring_record* each : document.of_kind(record_kind::organisation_key))
        if (each->key_number != 1 && each->created_at + span > now && each->created_at < now + span)
            changes.push_back(each->created_at);
    if (changes.empty() || changes.size() < limits.most) return;
    std::ranges::sort(changes);
    throw error(errc::change_too_often,
                fmt::format("the key was changed {} times within {} minutes, which is the limit: the next change may "
                            "begin at {}",
                            changes.size(), limits.within.count(), to_rfc3339(changes.front() + span)));
}

}  // namespace

void require_change_admissible(const admin_gate& gate, const change_request& request, const keyring_document& document,
                               timestamp now, change_limits limits)
{
    gate.require(admin_act::change_key, request.caller);
    check_confirmation(request.confirmed_key_check, document.organisation_key());
    check_alone(document);
    check_pace(document, now, limits);
}

}  // namespace cellseal
