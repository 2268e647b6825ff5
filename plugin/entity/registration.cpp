#include "plugin/entity/registration.h"

#include <utility>

namespace cellseal {

namespace {

std::string text_or(const column_name& given, std::string otherwise)
{
    return given.empty() ? std::move(otherwise) : std::string(given.view());
}

std::string attribute_name(const member_facts& member)
{
    return text_or(member.options->name, std::string(member.column));
}

index_definition index_of(const member_options& options, const attribute& indexed)
{
    index_definition index;
    index.domain = text_or(options.domain, indexed.full_name());
    index.companion = text_or(options.companion_column, default_companion(indexed.column));
    index.form = options.folded;
    if (options.lossy_token_bytes) index.token_bytes = static_cast<std::uint8_t>(*options.lossy_token_bytes);
    return index;
}

attribute attribute_of(const registration& table, const member_facts& member)
{
    const member_options& options = *member.options;
    attribute made;
    made.entity = table.entity;
    made.name = attribute_name(member);
    made.table = table.table;
    made.column = member.column;
    made.type = member.type;
    made.declared_unsigned = options.is_unsigned;
    if (member.is_int) made.integer_bits = 32;
    made.finer_than_seconds = member.finer_than_seconds;
    made.few_values = member.few_values;
    made.low_entropy_allowed = options.low_entropy;
    made.sealed_with = options.sealed_with.value_or(made.sealed_with);
    made.form = options.form;
    made.padded = options.padded;
    made.found_by = options.found_by;
    if (made.found_by == lookup::blind_index) made.index = index_of(options, made);
    made.reading = member.reading;
    made.nulls = options.nulls;
    made.bound_to_row = options.bound_to_row;
    made.declared_at = table.declared_at;
    return made;
}

compound_declaration compound_of(const registration& table, const compound_lookup& index,
                                 std::span<const member_facts> members)
{
    compound_declaration made;
    made.name = text_or(index.options.name, "");
    for (std::size_t i = 0; i != index.count; ++i) made.attributes.push_back(attribute_name(members[index.members[i]]));
    made.index.companion = index.column.view();
    made.index.domain = text_or(index.options.domain, "");
    made.index.form = index.options.folded;
    if (const auto bytes = index.options.lossy_token_bytes) made.index.token_bytes = static_cast<std::uint8_t>(*bytes);
    made.form = index.options.form;
    made.low_entropy_allowed = index.options.low_entropy;
    made.declared_at = table.declared_at;
    return made;
}

}  // namespace

registration make_registration(const table_options& table, std::span<const member_facts> members,
                               std::span<const compound_lookup> compounds)
{
    registration made;
    made.table = table.table.view();
    made.entity = text_or(table.stable_name, made.table);
    made.schema = table.schema.view();
    made.declared_at = "entity " + made.entity;
    for (const auto& member : members) {
        if (member.role == member_role::key) made.key_columns.emplace_back(member.column);
        if (member.role == member_role::sealed) made.attributes.push_back(attribute_of(made, member));
    }
    for (const compound_lookup& each : compounds) made.compounds.push_back(compound_of(made, each, members));
    return made;
}

}  // namespace cellseal
