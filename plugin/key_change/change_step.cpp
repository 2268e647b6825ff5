#include "plugin/key_change/change_step.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/key_change/change_state.h"
#include "plugin/keys/keyring_draft.h"

namespace cellseal::change_step {

namespace {

constexpr record_kind kinds_with_states[] = {record_kind::organisation_key, record_kind::data_key,
                                             record_kind::index_key};

[[noreturn]] void refuse(const change_state& now, std::string_view what)
{
    static constexpr std::string_view advice[] = {
        "no change is under way: begin one with `cellseal key change`",
        "a change is prepared: let it go on with `cellseal key work`, or take it back with `cellseal key cancel`",
        "values are being resealed: let `cellseal key work` finish; after activation only another change follows",
        "every value is verified: finish with `cellseal key retire`"};
    throw error(errc::change_refused,
                fmt::format("{} is refused: {} (key check {}, generation {})", what,
                            advice[static_cast<std::size_t>(now.phase)], now.new_check, now.generation));
}

change_state in_phase(const base& from, change_phase wanted, std::string_view what)
{
    change_state now = change_state_of(from.keyring);
    if (now.phase != wanted) refuse(now, what);
    return now;
}

keyring_draft draft_after(const base& from) { return {from.keyring, from.held, from.catalogue, from.now, from.crypto}; }

keyring_change finished(keyring_draft& draft, const base& from, std::string_view what, const std::string& subject)
{
    draft.add_event(from.who, std::string(what), subject, from.reason);
    return draft.finish();
}

// Everything that lies under the old organisation key moves to the new one, or goes.
void move_to(keyring_draft& draft, const keyring_document& keyring, const record_id& old_key, const record_id& new_key)
{
    for (const keyring_record& each : keyring.records()) {
        if (each.wrapped_under != old_key) continue;
        if (each.kind == record_kind::slot || each.kind == record_kind::passphrase)
            draft.remove(each.id);
        else
            draft.rewrap(each.id, new_key);
    }
}

}  // namespace

keyring_change activate(const base& from, bool compromised)
{
    const change_state now = in_phase(from, change_phase::prepared, "activating new keys");
    keyring_draft draft = draft_after(from);
    const record_id old_key = from.keyring.organisation_key().id;
    const record_id new_key = record_in(from.keyring, record_kind::organisation_key, key_state::pending)->id;
    move_to(draft, from.keyring, old_key, new_key);
    for (const record_kind kind : {record_kind::data_key, record_kind::index_key})
        draft.set_state(record_in(from.keyring, kind, key_state::sealing)->id,
                        compromised ? key_state::suspect : key_state::opening);
    for (const record_kind kind : kinds_with_states)
        draft.set_state(record_in(from.keyring, kind, key_state::pending)->id, key_state::sealing);
    draft.destroy(old_key);
    return finished(draft, from, compromised ? "key_activated_compromised" : "key_activated", now.new_check);
}

keyring_change cancel(const base& from)
{
    const change_state now = in_phase(from, change_phase::prepared, "cancelling");
    keyring_draft draft = draft_after(from);
    const record_id pending = record_in(from.keyring, record_kind::organisation_key, key_state::pending)->id;
    for (const keyring_record& each : from.keyring.records()) {
        if (each.wrapped_under != pending) continue;
        if (each.state)
            draft.destroy(each.id);
        else
            draft.remove(each.id);
    }
    // The new slot opens the old key as well: two records of one generation. It goes with the change.
    for (const keyring_record* slot : from.keyring.of_kind(record_kind::slot)) {
        const auto is_twin = [&](const keyring_record& each) {
            return each.wrapped_under == pending && each.kind == record_kind::slot &&
                   each.key_number == slot->key_number && each.generation == slot->generation;
        };
        if (slot->wrapped_under != pending && std::ranges::any_of(from.keyring.records(), is_twin))
            draft.remove(slot->id);
    }
    draft.destroy(pending);
    return finished(draft, from, "key_change_cancelled", now.new_check);
}

keyring_change conclude(const base& from)
{
    const change_state now = in_phase(from, change_phase::resealing, "concluding");
    keyring_draft draft = draft_after(from);
    draft.set_state(replaced_record(from.keyring, record_kind::index_key)->id, key_state::archived);
    return finished(draft, from, "key_change_verified", now.new_check);
}

keyring_change retire(const base& from)
{
    const change_state now = in_phase(from, change_phase::verified, "retiring the old key");
    keyring_draft draft = draft_after(from);
    draft.set_state(replaced_record(from.keyring, record_kind::data_key)->id, key_state::archived);
    return finished(draft, from, "key_retired", now.old_check);
}

std::optional<keyring_change> taking_in(const base& from, const attribute_registry& registry,
                                        std::span<const std::string> attributes, catalogue::plain_rows what)
{
    auto entries = catalogue::taking_in(from.catalogue, attributes, what, from.now);
    if (entries.empty()) return std::nullopt;
    const bool begins = what == catalogue::plain_rows::are_taken_in;
    std::string subject;
    for (const catalogue_entry& each : entries) subject += (subject.empty() ? "" : ", ") + each.attribute;
    constexpr std::size_t widest_subject = 200;
    if (subject.size() > widest_subject) subject = fmt::format("{} attributes", entries.size());
    keyring_draft draft = draft_after(from);
    draft.add_attributes(registry, std::move(entries));
    return finished(draft, from, begins ? "take_in_begun" : "taken_in", subject);
}

keyring_change destroy(const base& from, std::uint64_t number)
{
    const auto is_it = [&](const keyring_record& each) {
        return (each.kind == record_kind::data_key || each.kind == record_kind::index_key) &&
               each.key_number == number && each.state == key_state::archived;
    };
    keyring_draft draft = draft_after(from);
    bool found = false;
    for (const keyring_record& each : from.keyring.records()) {
        if (!is_it(each)) continue;
        found |= each.kind == record_kind::data_key;
        draft.destroy(each.id);
    }
    if (!found)
        refuse(change_state_of(from.keyring), fmt::format("destroying data key {}, which is not archived,", number));
    return finished(draft, from, "key_destroyed", key_check_of_number(from.keyring, number));
}

}  // namespace cellseal::change_step
