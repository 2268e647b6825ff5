#include "plugin/attributes/compound_definition.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/attributes/attribute_rules.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

[[noreturn]] void refuse(const compound_definition& what, std::string_view why)
{
    throw error(errc::bad_attribute, fmt::format("Compound index {} ({}, declared at {}): {}", what.tokens.full_name(),
                                                 what.tokens.place(), what.tokens.declared_at, why));
}

void check_names(const compound_definition& what)
{
    const index_definition& index = what.index();
    for (const std::string* each : {&what.tokens.name, &index.name, &index.domain, &index.companion})
        if (!is_usable_name(*each))
            refuse(what, "the names of index, domain and companion column must be UTF-8, not empty and without control "
                         "characters.");
}

void check_parts(const compound_definition& what)
{
    if (what.parts.size() < 2) refuse(what, "it takes two attributes or more; for one, give it a blind index.");
    for (auto each = what.parts.begin(); each != what.parts.end(); ++each) {
        if (std::find(what.parts.begin(), each, *each) != each)
            refuse(what, fmt::format("it names {} twice.", (*each)->full_name()));
        if ((*each)->nulls == null_policy::seal)
            refuse(what, fmt::format("NULL of {} (declared at {}) is to be sealed, but the companion column would be "
                                     "NULL in the same rows; drop one of the two.",
                                     (*each)->full_name(), (*each)->declared_at));
    }
}

void check_token(const compound_definition& what)
{
    const index_definition& index = what.index();
    if (index.token_bytes != 16 && (index.token_bytes < 2 || index.token_bytes > 8))
        refuse(what, "a token has 16 bytes, or 2 to 8 for a lossy index.");
    const bool any_text =
        std::ranges::any_of(what.parts, [](const attribute* each) { return each->type == value_type::text; });
    if (index.form != normal_form::as_is && !any_text)
        refuse(what, "normal forms other than as_is are for text, and none of its attributes is one.");
    const bool few = std::ranges::all_of(what.parts, [](const attribute* each) {
        return each->type == value_type::boolean || each->few_values;
    });
    if (few && !what.low_entropy_allowed)
        refuse(what,
               "all its attributes have few values, so that counting gives them away (Naveed, Kamara, Wright, CCS "
               "2015); add one with many, or allow low entropy explicitly.");
}

}  // namespace

compound_declaration declaration_of(const compound_definition& what)
{
    compound_declaration declared;
    declared.name = what.tokens.name;
    declared.entity = what.tokens.entity;
    for (const attribute* each : what.parts) declared.attributes.push_back(each->name);
    declared.index = what.index();
    declared.form = what.tokens.form;
    declared.low_entropy_allowed = what.low_entropy_allowed;
    declared.declared_at = what.tokens.declared_at;
    return declared;
}

void check_compound(const compound_definition& what)
{
    check_names(what);
    check_parts(what);
    check_token(what);
}

std::string_view difference(const compound_declaration& first, const compound_declaration& second) noexcept
{
    if (first.entity != second.entity || first.name != second.name) return "the stable name";
    if (first.attributes != second.attributes) return "the attributes or their order";
    if (first.index.domain != second.index.domain || first.index.name != second.index.name) return "the index domain";
    if (first.index.form != second.index.form) return "the normal form";
    if (first.index.token_bytes != second.index.token_bytes) return "the length of the token";
    if (first.form != second.form) return "the stored form";
    if (first.low_entropy_allowed != second.low_entropy_allowed) return "the declaration of low entropy";
    return {};
}

}  // namespace cellseal
