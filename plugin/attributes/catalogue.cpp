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

using entries_by_name = std::map<std::string, const catalogue_entry*, std::less<>>;

// The last entry of each attribute.
entries_by_name present_entries(std::span<const catalogue_entry> entries)
{
    entries_by_name last;
    for (const catalogue_entry& each : entries) last[each.attribute] = &each;
    return last;
}

std::uint64_t first_day(std::span<const catalogue_entry> entries, std::string_view attribute)
{
    return std::ranges::find(entries, attribute, &catalogue_entry::attribute)->since;
}

std::vector<catalogue_entry> wanted_entries(const attribute_registry& registry, const entries_by_name& present,
                                            std::uint64_t now)
{
    std::vector<catalogue_entry> wanted;
    for (const attribute& which : registry.attributes())
        wanted.push_back({which.full_name(), 1, which.table, which.column, values_of(which), policy_text(which), now});
    // On record too, so that a key change run without the application renews their tokens.
    for (const compound_definition& which : registry.compounds())
        wanted.push_back({which.tokens.full_name(), 1, which.tokens.table, which.tokens.column, {}, policy_text(which),
                          now});
    for (const auto& [name, last] : present) {
        if (!is_compound_policy(last->policy) || std::ranges::find(wanted, name, &catalogue_entry::attribute) != wanted.end())
            continue;
        wanted.push_back({name, 1, last->table, last->column, {}, std::string(no_compound), now});
    }
    return wanted;
}

void check_all_flagged(const attribute_registry& registry, std::span<const catalogue_entry> entries)
{
    std::string missing;
    for (const auto& [name, entry] : present_entries(entries)) {
        // A compound index seals nothing: leaving it out turns no encryption off.
        if (registry.find(name) || is_compound_policy(entry->policy)) continue;
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
    for (catalogue_entry& wanted : wanted_entries(registry, present, now)) {
        if (const auto last = present.find(wanted.attribute); last != present.end()) {
            // Code and settings do not say whether rows are being taken in: the record does.
            if (last->second->policy.ends_with(plain_passes_mark)) wanted.policy += plain_passes_mark;
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

std::vector<catalogue_entry> taking_in(std::span<const catalogue_entry> entries, std::span<const std::string> names,
                                       plain_rows what, std::uint64_t now)
{
    const auto present = present_entries(entries);
    std::vector<catalogue_entry> changed;
    for (const std::string& name : names) {
        const auto last = present.find(name);
        if (last == present.end() || is_compound_policy(last->second->policy))
            throw error(errc::bad_attribute,
                        fmt::format("{} is not protected: flag it first, in its entity or in the settings", name));
        const bool passes = last->second->policy.ends_with(plain_passes_mark);
        if (passes == (what == plain_rows::are_taken_in)) continue;
        catalogue_entry next = *last->second;
        ++next.number;
        next.since = now;
        if (passes)
            next.policy.resize(next.policy.size() - plain_passes_mark.size());
        else
            next.policy += plain_passes_mark;
        changed.push_back(std::move(next));
    }
    return changed;
}

namespace {

bool plain_passes(std::span<const catalogue_entry> entries, const std::string& attribute)
{
    const auto present = present_entries(entries);
    const auto last = present.find(attribute);
    return last != present.end() && last->second->policy.ends_with(plain_passes_mark);
}

}  // namespace

std::shared_ptr<const attribute_registry> with_history(std::shared_ptr<const attribute_registry> registry,
                                                       std::span<const catalogue_entry> entries)
{
    std::map<std::string, std::vector<former_policy>, std::less<>> former;
    for (const catalogue_entry& entry : entries) {
        if (is_compound_policy(entry.policy)) continue;
        const attribute* which = registry->find(entry.attribute);
        auto& known = former[entry.attribute];
        if (which && entry.values != values_of(*which) && std::ranges::find(known, entry.values) == known.end())
            known.push_back(entry.values);
    }
    const bool takes_in = std::ranges::any_of(
        registry->attributes(), [&](const attribute& each) { return plain_passes(entries, each.full_name()); });
    if (!takes_in && std::ranges::all_of(former, [](const auto& each) { return each.second.empty(); })) return registry;

    attribute_registry::builder rebuilt;
    for (const protected_table& table : registry->tables())
        for (const attribute* which : table.attributes) {
            attribute copy = *which;
            if (const auto found = former.find(copy.full_name()); found != former.end()) copy.former = found->second;
            copy.plain_passes = plain_passes(entries, copy.full_name());
            const std::string entity = copy.entity, declared_at = copy.declared_at;
            rebuilt.add(registration{
                entity, table.schema, table.name, table.columns, table.key_columns, {std::move(copy)}, declared_at, {}});
        }
    for (const protected_table& table : registry->tables())
        for (const compound_definition* which : table.compounds)
            rebuilt.add(registration{which->tokens.entity, table.schema, table.name, {}, {}, {},
                                     which->tokens.declared_at, {declaration_of(*which)}});
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
