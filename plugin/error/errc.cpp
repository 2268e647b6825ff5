#include "plugin/error/errc.h"

namespace cellseal {

namespace {

struct row {
    errc code;
    std::string_view name;
    cellseal::advice advice;
};

using enum advice;

// One row for each code: its name is stable, and every code has exactly one advice.
constexpr row rows[] = {
    {errc::not_sealed, "not_sealed", look_at_the_row},
    {errc::unknown_version, "unknown_version", fix_the_configuration},
    {errc::too_large, "too_large", look_at_the_row},
    {errc::bad_encoding, "bad_encoding", look_at_the_row},
    {errc::truncated, "truncated", look_at_the_row},
    {errc::unknown_suite, "unknown_suite", fix_the_configuration},
    {errc::malformed, "malformed", look_at_the_row},
    {errc::policy_mismatch, "policy_mismatch", look_at_the_row},
    {errc::wrong_context, "wrong_context", look_at_the_row},
    {errc::key_destroyed, "key_destroyed", look_at_the_row},
    {errc::unknown_key, "unknown_key", find_the_key},
    {errc::key_not_usable, "key_not_usable", find_the_key},
    {errc::tampered, "tampered", look_at_the_row},
    {errc::type_mismatch, "type_mismatch", fix_the_call},
    {errc::value_too_long, "value_too_long", fix_the_call},
    {errc::no_sealing_key, "no_sealing_key", find_the_key},
    {errc::withheld, "withheld", fix_the_call},
    {errc::bad_index_input, "bad_index_input", fix_the_call},
    {errc::missing_row_key, "missing_row_key", fix_the_call},
    {errc::column_too_narrow, "column_too_narrow", fix_the_configuration},
    {errc::statement_refused, "statement_refused", fix_the_call},
    {errc::origin_mismatch, "origin_mismatch", fix_the_call},
    {errc::bad_attribute, "bad_attribute", fix_the_configuration},
    {errc::attribute_conflict, "attribute_conflict", fix_the_configuration},
    {errc::attribute_not_flagged, "attribute_not_flagged", fix_the_configuration},
    {errc::bad_schema, "bad_schema", fix_the_configuration},
    {errc::bad_setting, "bad_setting", fix_the_configuration},
    {errc::inactive, "inactive", find_the_key},
    {errc::already_active, "already_active", fix_the_call},
    {errc::keyring_missing, "keyring_missing", find_the_key},
    {errc::keyring_damaged, "keyring_damaged", find_the_key},
    {errc::keyring_rolled_back, "keyring_rolled_back", find_the_key},
    {errc::keyring_foreign, "keyring_foreign", fix_the_configuration},
    {errc::keyring_changed, "keyring_changed", try_again},
    {errc::wrong_passphrase, "wrong_passphrase", find_the_key},
    {errc::bad_passphrase, "bad_passphrase", find_the_key},
    {errc::weak_passphrase, "weak_passphrase", fix_the_call},
    {errc::key_source_missing, "key_source_missing", find_the_key},
    {errc::key_source_unreadable, "key_source_unreadable", try_again},
    {errc::key_source_insecure, "key_source_insecure", fix_the_configuration},
    {errc::key_source_empty, "key_source_empty", find_the_key},
    {errc::not_authorized, "not_authorized", fix_the_call},
    {errc::change_refused, "change_refused", fix_the_call},
    {errc::stale_key, "stale_key", try_again},
    {errc::channel_not_private, "channel_not_private", fix_the_call},
    {errc::not_confirmed, "not_confirmed", fix_the_call},
    {errc::change_under_way, "change_under_way", try_again},
    {errc::change_too_often, "change_too_often", try_again},
    {errc::last_slot, "last_slot", fix_the_call},
    {errc::foreign_export, "foreign_export", find_the_key},
    {errc::database_unavailable, "database_unavailable", try_again},
    {errc::out_of_locked_memory, "out_of_locked_memory", fix_the_configuration},
    {errc::crypto_failure, "crypto_failure", try_again},
};

// A code without a row is a mistake of ours, found here at compile time: rows stand in the order of the enumeration.
constexpr bool complete()
{
    std::size_t expected = 0;
    for (const row& each : rows)
        if (static_cast<std::size_t>(each.code) != expected++) return false;
    return expected == static_cast<std::size_t>(errc::crypto_failure) + 1;
}
static_assert(complete());

}  // namespace

std::string_view name_of(errc code) noexcept { return rows[static_cast<std::size_t>(code)].name; }

advice advice_for(errc code) noexcept { return rows[static_cast<std::size_t>(code)].advice; }

std::string_view name_of(advice what) noexcept
{
    switch (what) {
        case fix_the_call: return "fix_the_call";
        case fix_the_configuration: return "fix_the_configuration";
        case find_the_key: return "find_the_key";
        case try_again: return "try_again";
        case look_at_the_row: return "look_at_the_row";
    }
    return "";
}

}  // namespace cellseal
