#include "plugin/admin/activity.h"

#include <fmt/format.h>

#include "plugin/admin/audited_write.h"
#include "plugin/admin/data_fit.h"
#include "plugin/admin/recorded_look.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

void describe_key(activity& seen, const keyring_document& document)
{
    seen.key_check = document.organisation_key().key_check;
    seen.since = to_rfc3339(document.organisation_key().state_since);
    seen.generation = document.generation();
}

// What can be told without the key; a keyring that is damaged tells nothing.
void describe_what_is_needed(activity& seen, keyring_store& store)
{
    try {
        if (const auto document = store.load()) describe_key(seen, *document);
    } catch (const error& refused) {
        if (refused.code() != errc::keyring_damaged) throw;
    }
}

void hold_against_data(activity& seen, const admin_surroundings& on)
{
    const data_fit fit = sample_fit(*on.registry, *on.keyring.current(), on.samples);
    for (const std::string& each : fit.findings) seen.warnings.push_back("does not open: " + each);
    if (fit.plain > 0)
        seen.warnings.push_back(fmt::format("{} of the values sampled are not sealed: take them in", fit.plain));
    if (!fit.contradicted()) return;
    seen.active = false;
    seen.reason = fmt::format(
        "key {} opens none of {} values that were tried: keyring and data do not belong together. "
        "Restore both from one backup",
        seen.key_check, fit.tried);
}

}  // namespace

activity look_at_activity(const admin_surroundings& on, const admin_caller& caller)
{
    require_admitted(on, {admin_act::is_active}, caller);
    activity seen;
    try {
        describe_key(seen, read_authentic(on.keyring, on.around, on.catalogue).document);
        seen.active = true;
        hold_against_data(seen, on);
    } catch (const error& refused) {
        if (refused.code() == errc::database_unavailable) throw;
        seen.active = false;
        seen.reason = refused.what();
        describe_what_is_needed(seen, on.around.store);
    }
    const std::string answer = fmt::format("{} {}", seen.active ? "active" : "inactive", seen.key_check);
    const std::string not_recorded = record_question(on, {caller, "activity_asked", answer});
    if (!not_recorded.empty()) seen.warnings.push_back(not_recorded);
    return seen;
}

}  // namespace cellseal
