// While the key is changed: what is written to columns that the database keeps unique.
#include <deque>
#include <map>
#include <optional>

#include "adapters/orm/soci/key_change/older_twins.h"
#include "adapters/orm/soci/sealed_inputs.h"

namespace cellseal::soci_orm {

/// The values that a statement writes to unique columns, as they would be stored under the other live keys.
struct sealed_inputs::other_generations {
    std::map<comparable_column, std::vector<std::string>> older;
    /// Under a key that was pending when this process last looked.
    std::map<comparable_column, std::vector<std::string>> newer;
};

namespace {

/// The state of the key of a slot; nothing past the end.
std::optional<key_state> state_of(const comparable_column& column, bool by_index_key, const keyring& keys,
                                  std::size_t slot)
{
    const attribute_keys& own = keys.keys_of(*column.which);
    if (by_index_key) {
        const index_key* key = own.live_index(slot);
        return key == nullptr ? std::nullopt : std::optional(key->state);
    }
    const attribute_key* key = own.live(slot);
    return key == nullptr ? std::nullopt : std::optional(key->state);
}

std::optional<comparable_column> comparable(const bound_parameter& what, const attribute* subject)
{
    if (what.form == bound_form::as_given) return std::nullopt;
    if (what.compound != nullptr) return comparable_column{&what.compound->tokens, false};
    if (what.form == bound_form::token) return comparable_column{subject, true};
    if (subject->found_by == lookup::deterministic) return comparable_column{subject, false};
    return std::nullopt;
}

}  // namespace

bool sealed_inputs::store(const bound_parameter& what, std::size_t row, const keyring& keys, std::string& stored)
{
    const attribute& subject =
        what.compound != nullptr ? what.compound->tokens : *plan_->parameters[what.source].subject;
    bool present = false;
    if (what.compound != nullptr) {
        std::deque<plain_room> rooms;
        std::vector<plain_view> values;
        for (const std::size_t part : what.parts) values.push_back(written_value(part, row, rooms.emplace_back()));
        present = attribute_interceptor::store_compound(what, keys, values, stored, scratch_);
    } else {
        present = session_.interceptor().store(*plan_, what, keys, written_value(what.source, row, room_), {}, stored,
                                               scratch_);
    }
    if (present && subject.form == stored_form::bytes) session_.how().to_exchanged(stored);
    return present;
}

void sealed_inputs::add_other_generations(const inner_parameter& parameter, const keyring& keys, other_generations& all)
{
    bound_parameter what = parameter.what();
    const auto column = comparable(what, parameter.subject());
    if (!column || plan_->parameters[what.source].role != parameter_role::write) return;
    if (!session_.twins().is_unique(*column)) return;
    const bool by_index_key = what.form == bound_form::token;
    std::string stored;
    for (what.key_slot = 1; const auto state = state_of(*column, by_index_key, keys, what.key_slot); ++what.key_slot)
        for (std::size_t row = 0; row < parameter.source().count(); ++row)
            if (store(what, row, keys, stored))
                (*state == key_state::pending ? all.newer : all.older)[*column].push_back(stored);
}

// Nothing is written under a key that is only pending: where a row lies under it, it became the sealing one since this
// process last looked.
bool sealed_inputs::settle_uniqueness(const keyring& keys)
{
    if (keys.live_index_keys() < 2) return true;
    other_generations all;
    for (const auto& each : parameters_) add_other_generations(*each, keys, all);
    room_.scalar.reset();
    room_.bytes.wipe();
    scratch_.wipe();
    for (const auto& [column, stored] : all.newer)
        if (session_.twins().any_holds(column, stored)) return false;
    for (const auto& [column, stored] : all.older) session_.twins().bring_up(column, stored, keys);
    return true;
}

}  // namespace cellseal::soci_orm
