#include "plugin/attributes/recorded_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "plugin/attributes/catalogue.h"
#include "plugin/attributes/policy_text.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

[[noreturn]] void unreadable(const catalogue_entry& entry)
{
    throw error(errc::keyring_damaged,
                fmt::format("the policy on record of attribute {} cannot be read: a newer cellseal has written it",
                            entry.attribute));
}

// "lookup" of "… lookup=none …". No part holds a blank but the names within lookup=blind_index(…).
std::string_view part(const catalogue_entry& entry, std::string_view name)
{
    const std::string_view text = entry.policy;
    const std::string wanted = fmt::format("{}=", name);
    auto at = text.starts_with(wanted) ? 0 : text.find(" " + wanted);
    if (at == text.npos) unreadable(entry);
    at += wanted.size() + (at == 0 ? 0 : 1);
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("blind_index(")) return rest.substr(0, rest.find(") ") + 1);
    return rest.substr(0, rest.find(' '));
}

std::uint32_t number(const catalogue_entry& entry, std::string_view digits)
{
    std::uint32_t value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || end != digits.data() + digits.size()) unreadable(entry);
    return value;
}

value_type type_of(const catalogue_entry& entry, std::string_view name)
{
    for (std::uint8_t each = 0; each <= static_cast<std::uint8_t>(value_type::raw_text); ++each)
        if (name_of(static_cast<value_type>(each)) == name) return static_cast<value_type>(each);
    unreadable(entry);
}

padding padding_of(const catalogue_entry& entry, std::string_view text)
{
    if (text == "none") return padding::none();
    if (text == "bucket") return padding::bucket();
    const auto colon = text.find(':');
    if (colon == text.npos) unreadable(entry);
    const std::uint32_t bytes = number(entry, text.substr(colon + 1));
    if (text.starts_with("block")) return padding::block(bytes);
    if (text.starts_with("fixed")) return padding::fixed(bytes);
    unreadable(entry);
}

// From the back: names may hold commas, numbers do not.
std::string_view take_last(std::string_view& list)
{
    const auto comma = list.rfind(',');
    const std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
    list = comma == list.npos ? std::string_view{} : list.substr(0, comma);
    return last;
}

index_definition index_of(const catalogue_entry& entry, std::string_view text)
{
    std::string_view list = text.substr(text.find('(') + 1);
    list.remove_suffix(list.ends_with(')') ? 1 : 0);
    index_definition index;
    index.token_bytes = static_cast<std::uint8_t>(number(entry, take_last(list)));
    index.form = static_cast<normal_form>(number(entry, take_last(list)));
    index.companion = take_last(list);
    index.domain = take_last(list);
    index.name = list;
    return index;
}

std::string unescaped(const catalogue_entry& entry, std::string_view text)
{
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            name += text[i];
            continue;
        }
        unsigned code = 0;
        const std::string_view digits = text.substr(std::min(i + 1, text.size()), 2);
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        if (problem != std::errc() || end != digits.data() + 2) unreadable(entry);
        name += static_cast<char>(code);
        i += 2;
    }
    return name;
}

compound_declaration recorded_compound(const catalogue_entry& entry)
{
    compound_declaration declared;
    const std::size_t dot = entry.attribute.find('.');
    if (dot == std::string::npos) unreadable(entry);
    declared.name = entry.attribute.substr(dot + 1);
    declared.index = index_of(entry, part(entry, "index"));
    declared.form = part(entry, "form") == "bytes" ? stored_form::bytes : stored_form::text;
    declared.low_entropy_allowed = true;
    declared.declared_at = "the catalogue of protected attributes";
    std::string_view names = part(entry, "compound");
    while (!names.empty()) {
        const std::size_t comma = std::min(names.find(','), names.size());
        declared.attributes.push_back(unescaped(entry, names.substr(0, comma)));
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    return declared;
}

}  // namespace

attribute recorded_attribute(const catalogue_entry& entry)
{
    attribute which;
    const std::size_t dot = entry.attribute.find('.');
    if (dot == std::string::npos) unreadable(entry);
    which.entity = entry.attribute.substr(0, dot);
    which.name = entry.attribute.substr(dot + 1);
    which.table = entry.table;
    which.column = entry.column;
    const std::string_view type = part(entry, "type");
    which.declared_unsigned = type.ends_with(",unsigned");
    which.type = type_of(entry, type.substr(0, type.find(',')));
    const std::string_view lookup = part(entry, "lookup");
    if (lookup == "deterministic") which.found_by = lookup::deterministic;
    if (lookup.starts_with("blind_index(")) {
        which.found_by = lookup::blind_index;
        which.index = index_of(entry, lookup);
    }
    if (which.found_by != lookup::deterministic) which.sealed_with = entry.values.sealed_with;
    which.form = part(entry, "form") == "bytes" ? stored_form::bytes : stored_form::text;
    which.padded = padding_of(entry, part(entry, "padding"));
    which.nulls = part(entry, "null") == "seal" ? null_policy::seal : null_policy::keep;
    which.reading = part(entry, "read") == "write_only" ? read_policy::write_only : read_policy::open;
    which.bound_to_row = part(entry, "row") == "bound";
    which.plain_passes = entry.policy.ends_with(plain_passes_mark);
    which.low_entropy_allowed = true;  // It was declared once; here nothing is sealed.
    which.declared_at = "the catalogue of protected attributes";
    if (policy_text(which) != entry.policy) unreadable(entry);
    return which;
}

std::shared_ptr<const attribute_registry> recorded_registry(
    std::span<const catalogue_entry> entries,
    const std::function<std::vector<std::string>(const std::string& table)>& key_columns_of)
{
    attribute_registry::builder builder;
    for (auto each = entries.begin(); each != entries.end(); ++each) {
        const bool is_last = std::next(each) == entries.end() || std::next(each)->attribute != each->attribute;
        if (!is_last) continue;
        if (each->policy == no_compound) continue;
        if (is_compound_policy(each->policy)) {
            compound_declaration declared = recorded_compound(*each);
            builder.add(registration{each->attribute.substr(0, each->attribute.find('.')), "", each->table, {}, {}, {},
                                     declared.declared_at, {declared}});
            continue;
        }
        attribute which = recorded_attribute(*each);
        const std::string entity = which.entity, declared_at = which.declared_at;
        builder.add(
            registration{entity, "", each->table, {}, key_columns_of(each->table), {std::move(which)}, declared_at, {}});
    }
    return catalogue::with_history(builder.build(), entries);
}

}  // namespace cellseal
