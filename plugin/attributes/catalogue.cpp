#include "plugin/attributes/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "plugin/attributes/policy_text.h"
#include "plugin/error/error.h"
#include "plugin/keys/pae_builder.h"
#include "plugin/keys/timestamp.h"

namespace cellseal::catalogue {

namespace {

former_policy values_of(const attribute& which)
{
    return {which.sealing_suite(), which.padded.how != padding::kind::none, which.bound_to_row,
            which.nulls == null_policy::seal};
}

// The last entry of each attribute.
std::map<std::string, const catalogue_entry*, std::less<>> present_entries(std::span<const catalogue_entry> entries)
{
    std::map<std::string, const catalogue_entry*, std::less<>> last;
    for (const catalogue_entry& each : entries) last[each.attribute] = &each;
    return last;
}

std::uint64_t first_day(std::span<const catalogue_entry> entries, std::string_view attribute)
{
    return std::ranges::find(entries, attribute, &catalogue_entry::attribute)->since;
}

void check_all_flagged(const attribute_registry& registry, std::span<const catalogue_entry> entries)
{
    std::string missing;
    for (const auto& [name, entry] : present_entries(entries)) {
        if (registry.find(name)) continue;
        missing += fmt::format("{}{} (column {}.{}, protected since {})", missing.empty() ? "" : ", ", name,
                               entry->table, entry->column, to_rfc3339(first_day(entries, name)));
    }
    if (missing.empty()) return;
    throw error(
        errc::attribute_not_flagged,
        fmt::format("no longer flagged, though protected: {}. Removing a flag does not turn encryption off: its values "
                    "would reach the application sealed and new ones the database in the open. Flag it again, in its "
                    "entity or, if the entity is gone, in the settings file",
                    missing));
}

}  // namespace

std::vector<catalogue_entry> missing_entries(const attribute_registry& registry,
                                             std::span<const catalogue_entry> entries, std::uint64_t now)
{
    check_all_flagged(registry, entries);
    const auto present = present_entries(entries);
    std::vector<catalogue_entry> missing;
    for (const attribute& which : registry.attributes()) {
        catalogue_entry wanted{which.full_name(),  1,  which.table, which.column, values_of(which),
                               policy_text(which), now};
        if (const auto last = present.find(wanted.attribute); last != present.end()) {
            wanted.number = last->second->number;
            wanted.since = last->second->since;
            if (wanted == *last->second) continue;
            ++wanted.number;
            wanted.since = now;
        }
        missing.push_back(std::move(wanted));
    }
    return missing;
}

std::shared_ptr<const attribute_registry> with_history(std::shared_ptr<const attribute_registry> registry,
                                                       std::span<const catalogue_entry> entries)
{
    std::map<std::string, std::vector<former_policy>, std::less<>> former;
    for (const catalogue_entry& entry : entries) {
        const attribute* which = registry->find(entry.attribute);
        auto& known = former[entry.attribute];
        if (which && entry.values != values_of(*which) && std::ranges::find(known, entry.values) == known.end())
            known.push_back(entry.values);
    }
    if (std::ranges::all_of(former, [](const auto& each) { return each.second.empty(); })) return registry;

    attribute_registry::builder rebuilt;
    for (const protected_table& table : registry->tables())
        for (const attribute* which : table.attributes) {
            attribute copy = *which;
            if (const auto found = former.find(copy.full_name()); found != former.end()) copy.former = found->second;
            const std::string entity = copy.entity, declared_at = copy.declared_at;
            rebuilt.add(registration{
                entity, table.schema, table.name, table.columns, table.key_columns, {std::move(copy)}, declared_at});
        }
    for (const known_table& each : registry->known_tables()) rebuilt.add(each);
    for (const declared_view& each : registry->views()) rebuilt.add(each);
    return rebuilt.build();
}

std::array<std::uint8_t, 32> hash_of(const crypto_provider& crypto, std::span<const catalogue_entry> entries)
{
    pae_builder all;
    for (const catalogue_entry& entry : entries) {
        pae_builder fields;
        fields.add(entry.attribute).add_u64(entry.number).add(entry.table).add(entry.column);
        fields.add_u64(static_cast<std::uint64_t>(entry.values.sealed_with)).add_u64(entry.values.padded ? 1 : 0);
        fields.add_u64(entry.values.bound_to_row ? 1 : 0).add_u64(entry.values.nulls_sealed ? 1 : 0);
        fields.add(entry.policy).add_u64(entry.since);
        all.add(fields.encoded());
    }
    return crypto.sha256(all.encoded());
}

}  // namespace cellseal::catalogue
