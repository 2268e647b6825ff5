#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/admin/admin_surroundings.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal {

// What an administrator tells all workers of a key change. Each asks authorizer and channel (admin_act::change_key)
// first, and leaves an event, before workers are told; without the right of this database's user to write the audit
// trail they are told nothing. All throw error not_authorized, channel_not_private, inactive, database_unavailable.

/// Lets all workers pause, those to come as well. Event `key_change_paused`.
void pause_change(const admin_surroundings& on, const admin_caller& caller, resealable_rows& rows);

/// Lets them go on, each with at most `rows_per_second` from now on; 0: as fast as it goes; nothing: as before. Event
/// `key_change_resumed` with the rate.
void resume_change(const admin_surroundings& on, const admin_caller& caller, resealable_rows& rows,
                   std::optional<std::uint64_t> rows_per_second = {});

/// Passes values that do not open, or duplicates, by their names (reseal_finding::name()): what is left behind then is
/// somebody's decision, `within` a key change or taking in. Event `finding_acknowledged` with the name, for each, once
/// it is passed. Throws error change_refused for a name under which nothing is recorded; those before it are
/// acknowledged.
void acknowledge_findings(const admin_surroundings& on, const admin_caller& caller, resealable_rows& rows,
                          const std::vector<std::string>& names, admin_act within = admin_act::change_key);

}  // namespace cellseal
