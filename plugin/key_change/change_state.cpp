#include "plugin/key_change/change_state.h"

#include <array>

namespace cellseal {

std::string_view name_of(change_phase phase) noexcept
{
    constexpr std::array<std::string_view, 4> names{"none", "prepared", "resealing", "verified"};
    return names[static_cast<std::size_t>(phase)];
}

const keyring_record* record_in(const keyring_document& keyring, record_kind kind, key_state state)
{
    for (const keyring_record* each : keyring.of_kind(kind))
        if (each->state == state) return each;
    return nullptr;
}

const keyring_record* replaced_record(const keyring_document& keyring, record_kind kind)
{
    const keyring_record* opening = record_in(keyring, kind, key_state::opening);
    return opening ? opening : record_in(keyring, kind, key_state::suspect);
}

std::string key_check_of_number(const keyring_document& keyring, std::uint64_t number)
{
    for (const keyring_record* each : keyring.of_kind(record_kind::organisation_key))
        if (each->key_number == number) return each->key_check;
    return {};
}

namespace {

change_state between(const keyring_document& keyring, const keyring_record& old_key, const keyring_record& new_key)
{
    change_state state;
    state.old_key = old_key.key_number.value_or(0);
    state.new_key = new_key.key_number.value_or(0);
    state.old_check = key_check_of_number(keyring, state.old_key);
    state.new_check = key_check_of_number(keyring, state.new_key);
    return state;
}

change_state under_way(const keyring_document& keyring)
{
    const keyring_record& sealing = *record_in(keyring, record_kind::data_key, key_state::sealing);
    if (const keyring_record* pending = record_in(keyring, record_kind::data_key, key_state::pending)) {
        change_state state = between(keyring, sealing, *pending);
        state.phase = change_phase::prepared;
        state.since = pending->state_since;
        return state;
    }
    const keyring_record* replaced = replaced_record(keyring, record_kind::data_key);
    if (!replaced) {
        change_state state;
        state.new_key = sealing.key_number.value_or(0);
        state.new_check = keyring.organisation_key().key_check;
        state.since = sealing.state_since;
        return state;
    }
    change_state state = between(keyring, *replaced, sealing);
    const keyring_record* index = replaced_record(keyring, record_kind::index_key);
    state.phase = index ? change_phase::resealing : change_phase::verified;
    state.since = sealing.state_since;
    state.compromised = replaced->state == key_state::suspect;
    return state;
}

}  // namespace

change_state change_state_of(const keyring_document& keyring)
{
    change_state state = under_way(keyring);
    state.generation = keyring.generation();
    for (const keyring_record* each : keyring.of_kind(record_kind::data_key))
        if (each->state == key_state::archived) {
            state.archived.push_back(each->key_number.value_or(0));
            state.archived_checks.push_back(key_check_of_number(keyring, state.archived.back()));
        }
    return state;
}

}  // namespace cellseal
