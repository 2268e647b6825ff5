#include "plugin/attributes/attribute_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

[[noreturn]] void refuse(const attribute& what, std::string_view why)
{
    throw error(errc::bad_attribute, fmt::format("Attribute {} ({}, declared at {}): {}", what.full_name(),
                                                 what.place(), what.declared_at, why));
}

void check_names(const attribute& what)
{
    if (!is_usable_name(what.entity) || !is_usable_name(what.name))
        refuse(what,
               "the stable names of entity and attribute must be UTF-8, not empty and without control characters.");
    if (what.entity.find('.') != std::string::npos)
        refuse(what, "the name of an entity holds no dot, or \"entity.attribute\" could be read in two ways; use '_'.");
    if (!is_usable_name(what.table) || !is_usable_name(what.column))
        refuse(what, "the names of table and column must be UTF-8, not empty and without control characters.");
}

void check_type(const attribute& what)
{
    if (what.type == value_type::null || what.type == value_type::raw_text)
        refuse(what, fmt::format("an attribute is not declared as {}; declare a string as text.", name_of(what.type)));
    const bool integer = what.type == value_type::int64 || what.type == value_type::uint64;
    if (what.declared_unsigned && !integer) refuse(what, "only an integer can be declared unsigned.");
}

void check_padding(const attribute& what)
{
    const std::uint32_t size = what.padded.size;
    switch (what.padded.how) {
        case padding::kind::block:
            if (size < 2 || size > 4096) refuse(what, "block padding takes 2 to 4096 bytes.");
            break;
        case padding::kind::fixed:
            if (size < 2 || size > 65536) refuse(what, "fixed padding takes 2 to 65536 bytes.");
            break;
        case padding::kind::none:
        case padding::kind::bucket:
            if (size != 0) refuse(what, "padding none and bucket take no size.");
            break;
    }
}

void check_deterministic(const attribute& what)
{
    if (what.found_by != lookup::deterministic) {
        if (what.sealed_with == suite::xchacha20_poly1305_synthetic)
            refuse(what, "the synthetic suite belongs to lookup deterministic; say that instead of the suite.");
        return;
    }
    if (what.bound_to_row)
        refuse(what,
               "a deterministic attribute cannot be bound to its row, for equal values in two rows would differ; "
               "drop one of the two.");
}

void check_index(const attribute& what)
{
    if (what.index.has_value() != (what.found_by == lookup::blind_index))
        refuse(what, "lookup blind_index and an index definition go together; give both or none.");
    if (!what.index) return;
    const index_definition& index = *what.index;
    if (!is_usable_name(index.name) || !is_usable_name(index.domain))
        refuse(what, "the names of index and domain must be UTF-8, not empty and without control characters.");
    if (!is_usable_name(index.companion)) refuse(what, "the companion column needs a name.");
    if (same_identifier(index.companion, what.column))
        refuse(what, "the companion column is the attribute's own column; name another one.");
    if (index.token_bytes != 16 && (index.token_bytes < 2 || index.token_bytes > 8))
        refuse(what, "a token has 16 bytes, or 2 to 8 for a lossy index.");
    if (index.form != normal_form::as_is && what.type != value_type::text)
        refuse(what, "normal forms other than as_is are for text.");
    if (what.nulls == null_policy::seal)
        refuse(what,
               "NULL is to be sealed, but the companion column would be NULL in the same rows; drop one of the two.");
}

void check_entropy(const attribute& what)
{
    if (what.found_by == lookup::none || what.low_entropy_allowed) return;
    if (what.type == value_type::boolean || what.few_values)
        refuse(what,
               "a lookup on a type with few values shows who shares which value, and counting gives the values away "
               "(Naveed, Kamara, Wright, CCS 2015); drop the lookup, or allow low entropy explicitly.");
}

}  // namespace

void check_attribute(const attribute& what)
{
    check_names(what);
    check_type(what);
    check_padding(what);
    check_deterministic(what);
    check_index(what);
    check_entropy(what);
}

void check_same_domain(const attribute& first, const attribute& second)
{
    const auto refuse_pair = [&](std::string_view part) {
        throw error(
            errc::attribute_conflict,
            fmt::format("{} (declared at {}) and {} (declared at {}) share the index domain {} but differ in {}, so "
                        "their tokens would never match. Make it the same, or give one its own domain.",
                        first.full_name(), first.declared_at, second.full_name(), second.declared_at,
                        first.index->domain, part));
    };
    if (first.index->name != second.index->name) refuse_pair("the name of the index");
    if (first.index->form != second.index->form) refuse_pair("the normal form");
    if (first.index->token_bytes != second.index->token_bytes) refuse_pair("the length of the token");
    if (first.type != second.type || first.declared_unsigned != second.declared_unsigned) refuse_pair("the type");
    if (first.form != second.form) refuse_pair("the stored form");
}

std::string_view difference(const attribute& first, const attribute& second) noexcept
{
    if (first.entity != second.entity || first.name != second.name) return "the stable name";
    if (!same_identifier(first.table, second.table) || !same_identifier(first.column, second.column))
        return "the column";
    if (first.type != second.type || first.declared_unsigned != second.declared_unsigned) return "the type";
    if (first.few_values != second.few_values || first.low_entropy_allowed != second.low_entropy_allowed)
        return "the declaration of low entropy";
    if (first.sealed_with != second.sealed_with) return "the suite";
    if (first.form != second.form) return "the stored form";
    if (first.padded != second.padded) return "the padding";
    if (first.found_by != second.found_by) return "the lookup";
    if (first.index != second.index) return "the index";
    if (first.reading != second.reading) return "the read policy";
    if (first.nulls != second.nulls) return "the NULL policy";
    if (first.bound_to_row != second.bound_to_row) return "the binding to the row";
    if (first.former != second.former) return "the older policies on record";
    return {};
}

bool is_usable_name(std::string_view name) noexcept
{
    const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    return !name.empty() && is_valid_utf8(name) && std::none_of(name.begin(), name.end(), is_control);
}

bool same_identifier(std::string_view left, std::string_view right) noexcept
{
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](char a, char b) { return fold(a) == fold(b); });
}

}  // namespace cellseal
