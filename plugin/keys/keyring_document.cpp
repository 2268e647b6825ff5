#include "plugin/keys/keyring_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

constexpr std::size_t hash_size = 32;

[[noreturn]] void damaged(std::string_view what)
{
    throw error(errc::keyring_damaged,
                fmt::format("the keyring is damaged: {}. Restore the keyring's tables from a backup; no "
                            "value is lost as long as a whole keyring and its key exist",
                            what));
}

// What a record of each kind has: exactly these fields besides id, kind, dates and generation.
struct shape {
    record_kind kind;
    bool name, number, under, state, check, wrap, events, mac;
};
constexpr std::array<shape, 7> shapes{{
    {record_kind::head, true, false, false, false, false, false, true, false},
    {record_kind::slot, true, true, true, false, false, true, false, false},
    {record_kind::organisation_key, false, true, false, true, true, false, false, true},
    {record_kind::data_key, false, true, true, true, false, true, false, false},
    {record_kind::index_key, false, true, true, true, false, true, false, false},
    {record_kind::audit_key, false, true, true, false, false, true, false, false},
    {record_kind::passphrase, true, true, true, false, false, true, false, false},
}};

void check_shape(const keyring_record& record)
{
    const shape& wanted = shapes[static_cast<std::size_t>(record.kind)];
    const bool destroyed = record.state == key_state::destroyed;
    const auto require = [&](bool present, bool expected, std::string_view column) {
        if (present != expected) damaged(fmt::format("{} has {} {}", described(record), expected ? "no" : "a", column));
    };
    require(!record.name.empty(), wanted.name, "name");
    require(record.key_number.has_value(), wanted.number, "key_number");
    require(record.wrapped_under.has_value(), wanted.under && !destroyed, "wrapped_under");
    require(record.state.has_value(), wanted.state, "state");
    require(!record.key_check.empty(), wanted.check, "key_check");
    require(!record.wrap.empty(), wanted.wrap && !destroyed, "wrap");
    require(record.key_ids.empty() || record.kind == record_kind::data_key, true, "place for key_ids");
    require(record.event_count.has_value(), wanted.events, "event_count");
    require(record.event_head.size() == hash_size, wanted.events, "event_head of 32 bytes");
    require(record.catalogue_hash.size() == hash_size, wanted.events, "catalogue_hash of 32 bytes");
    require(record.mac.size() == hash_size, wanted.mac, "mac of 32 bytes");
    require(record.key_number != std::uint64_t{0}, true, "key_number from 1");
    require((record.id == record_id{}), record.kind == record_kind::head, "id of zeros");
}

void check_parents(const keyring_document& document)
{
    for (const keyring_record& record : document.records()) {
        if (!record.wrapped_under) continue;
        const keyring_record* parent = document.find(*record.wrapped_under);
        if (!parent || parent->kind != record_kind::organisation_key)
            damaged(fmt::format("{} is wrapped under a key that the keyring does not hold", described(record)));
    }
}

// One head, one sealing key of each kind, no number twice.
void check_numbers(const keyring_document& document)
{
    std::set<std::tuple<record_kind, std::uint64_t>> numbers;
    std::array<std::size_t, shapes.size()> sealing{};
    std::array<std::size_t, shapes.size()> count{};
    for (const keyring_record& record : document.records()) {
        const auto kind = static_cast<std::size_t>(record.kind);
        ++count[kind];
        if (record.state == key_state::sealing) ++sealing[kind];
        // A slot opens several organisation keys during a key change: one record for each, with the slot's number.
        if (record.key_number && record.kind != record_kind::slot &&
            !numbers.emplace(record.kind, *record.key_number).second)
            damaged(fmt::format("{} is there twice", described(record)));
    }
    const auto of = [](record_kind kind) { return static_cast<std::size_t>(kind); };
    if (count[of(record_kind::head)] != 1) damaged("it has not exactly one head");
    for (const record_kind kind : {record_kind::organisation_key, record_kind::data_key, record_kind::index_key})
        if (sealing[of(kind)] != 1)
            damaged(fmt::format("it has {} sealing {}s, expected one", sealing[of(kind)], name_of(kind)));
    if (count[of(record_kind::audit_key)] == 0) damaged("it has no audit key");
    if (count[of(record_kind::slot)] == 0) damaged("it has no slot, so no key opens it");
    if (count[of(record_kind::slot)] > keyring_document::most_slots)
        damaged(fmt::format("it has {} slots, at most {} are allowed", count[of(record_kind::slot)],
                            keyring_document::most_slots));
}

}  // namespace

std::string_view name_of(record_kind kind) noexcept
{
    constexpr std::array<std::string_view, 7> names{"head",      "slot",      "organisation_key", "data_key",
                                                    "index_key", "audit_key", "passphrase"};
    return names[static_cast<std::size_t>(kind)];
}

keyring_document::keyring_document(std::vector<keyring_record> records) : records_(std::move(records))
{
    std::ranges::sort(records_, {}, &keyring_record::id);
    if (std::ranges::adjacent_find(records_, {}, &keyring_record::id) != records_.end())
        damaged("a record id is there twice");
    for (const keyring_record& record : records_) check_shape(record);
    check_numbers(*this);
    check_parents(*this);
}

const keyring_record& keyring_document::head() const noexcept { return records_.front(); }

std::vector<const keyring_record*> keyring_document::of_kind(record_kind kind) const
{
    std::vector<const keyring_record*> found;
    for (const keyring_record& record : records_)
        if (record.kind == kind) found.push_back(&record);
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [](const keyring_record* each) { return each->key_number.value_or(0); });
    return found;
}

const keyring_record* keyring_document::find(const record_id& id) const noexcept
{
    const auto at = std::ranges::lower_bound(records_, id, {}, &keyring_record::id);
    return at != records_.end() && at->id == id ? &*at : nullptr;
}

const keyring_record& keyring_document::organisation_key() const
{
    const auto keys = of_kind(record_kind::organisation_key);
    return **std::ranges::find(keys, key_state::sealing, [](const keyring_record* each) { return *each->state; });
}

std::optional<wrap_kind> wrap_kind_of(record_kind kind) noexcept
{
    switch (kind) {
        case record_kind::slot: return wrap_kind::organisation_key;
        case record_kind::data_key: return wrap_kind::data_key;
        case record_kind::index_key: return wrap_kind::index_key;
        case record_kind::passphrase: return wrap_kind::passphrase;
        case record_kind::audit_key: return wrap_kind::audit_key;
        case record_kind::head:
        case record_kind::organisation_key: break;
    }
    return std::nullopt;
}

wrap_place wrap_place_of(const keyring_record& record, std::string_view organisation)
{
    return {organisation, wrap_kind_of(record.kind).value(), record.generation, record.id};
}

std::string described(const keyring_record& record)
{
    const std::string number = record.key_number ? fmt::format(" {}", *record.key_number) : std::string();
    return fmt::format("{}{} (record {})", name_of(record.kind), number, to_hex(record.id));
}

}  // namespace cellseal
