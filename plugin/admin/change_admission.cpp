#include "plugin/admin/change_admission.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
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

// From S1 until the old keys are retired there are keys in a state that is neither settled nor history.
bool under_way(const keyring_record& record)
{
    const bool data_or_index = record.kind == record_kind::data_key || record.kind == record_kind::index_key;
    if (record.kind != record_kind::organisation_key && !data_or_index) return false;
    return record.state == key_state::pending ||
           (data_or_index && (record.state == key_state::opening || record.state == key_state::suspect));
}

void check_alone(const keyring_document& document)
{
    const auto records = document.records();
    const auto found = std::ranges::find_if(records, under_way);
    if (found == records.end()) return;
    throw error(
        errc::change_under_way,
        fmt::format("a key change is under way already: {} is {} since {}. Finish it, or cancel it as long as its "
                    "key is pending; look with: cellseal status",
                    described(*found), name_of(*found->state), to_rfc3339(found->state_since)));
}

void check_pace(const keyring_document& document, timestamp now, change_limits limits)
{
    const auto span = static_cast<timestamp>(std::chrono::seconds(limits.within).count());
    std::vector<timestamp> changes;
    for (const keyring_record* each : document.of_kind(record_kind::organisation_key))
        if (each->key_number != 1 && each->created_at + span > now) changes.push_back(each->created_at);
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
