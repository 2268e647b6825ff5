#include "config/settings/attribute_settings.h"

#include <charconv>

namespace cellseal::config {

namespace {

struct declared_type {
    value_type type;
    bool is_unsigned;
};

constexpr setting_word<declared_type> types[] = {
    {"text", {value_type::text, false}},           {"bytes", {value_type::bytes, false}},
    {"boolean", {value_type::boolean, false}},     {"int64", {value_type::int64, false}},
    {"uint64", {value_type::uint64, true}},        {"float64", {value_type::float64, false}},
    {"date_time", {value_type::date_time, false}}, {"decimal", {value_type::decimal, false}},
    {"string", {value_type::text, false}},         {"blob", {value_type::bytes, false}},
    {"bool", {value_type::boolean, false}},        {"integer", {value_type::int64, false}},
    {"int", {value_type::int64, false}},           {"double", {value_type::float64, false}},
    {"date", {value_type::date_time, false}},
};
constexpr setting_word<lookup> lookups[] = {
    {"none", lookup::none}, {"blind_index", lookup::blind_index}, {"deterministic", lookup::deterministic}};
constexpr setting_word<normal_form> normal_forms[] = {{"as_is", normal_form::as_is},
                                                      {"nfc", normal_form::nfc},
                                                      {"nfkc_casefold", normal_form::nfkc_casefold},
                                                      {"digits_only", normal_form::digits_only},
                                                      {"trimmed_casefold", normal_form::trimmed_casefold}};
constexpr setting_word<read_policy> readings[] = {{"open", read_policy::open}, {"write_only", read_policy::write_only}};
constexpr setting_word<null_policy> null_policies[] = {{"keep", null_policy::keep}, {"seal", null_policy::seal}};
constexpr setting_word<stored_form> stored_forms[] = {{"text", stored_form::text}, {"bytes", stored_form::bytes}};
constexpr setting_word<suite> suites[] = {{"xchacha20_poly1305", suite::xchacha20_poly1305},
                                          {"xaes_256_gcm", suite::xaes_256_gcm}};

constexpr const char* index_settings[] = {"companion", "domain", "index_name", "normal_form", "token_bytes"};

/// "none", "bucket", "block:64", "fixed:256"
padding read_padding(const setting_reader& in)
{
    const auto text = in.text("padding");
    if (*text == "none") return padding::none();
    if (*text == "bucket") return padding::bucket();
    const bool block = text->starts_with("block:");
    const bool fixed = text->starts_with("fixed:");
    const unsigned most = block ? 4096 : 65536;
    unsigned bytes = 0;
    if (block || fixed) {
        const char* end = text->data() + text->size();
        const auto read = std::from_chars(text->data() + 6, end, bytes);
        if (read.ec == std::errc{} && read.ptr == end && bytes >= 2 && bytes <= most)
            return block ? padding::block(bytes) : padding::fixed(bytes);
    }
    in.fail("padding",
            "write \"none\", \"bucket\", \"block:N\" (N from 2 to 4096 bytes) or \"fixed:N\" (N from 2 to 65536)");
}

std::uint8_t read_token_bytes(const setting_reader& in)
{
    const auto bytes = in.number("token_bytes", 2, 16).value_or(16);
    if (bytes > 8 && bytes < 16) in.fail("token_bytes", "a token has 16 bytes, or 2 to 8 for a lossy index");
    return static_cast<std::uint8_t>(bytes);
}

index_definition read_index(const setting_reader& in, const attribute& which)
{
    index_definition index = read_index_policies(in);
    index.domain = in.text("domain").value_or(which.full_name());
    index.companion = in.text("companion").value_or(default_companion(which.column));
    if (index.form != normal_form::as_is && which.type != value_type::text)
        in.fail("normal_form", "a normal form is for text only; leave it out or write \"as_is\"");
    if (index.companion == which.column)
        in.fail("companion", "the companion column holds the token and cannot be the attribute's own column");
    return index;
}

void read_lookup(const setting_reader& in, attribute& which)
{
    which.found_by = in.choice("lookup", lookups).value_or(lookup::none);
    if (which.found_by == lookup::blind_index) {
        which.index = read_index(in, which);
        return;
    }
    for (const char* name : index_settings)
        if (in.has(name)) in.fail(name, "this belongs to a blind index; write lookup = \"blind_index\" or take it out");
}

void read_suite(const setting_reader& in, attribute& which)
{
    const auto given = in.choice("suite", suites);
    if (given && which.found_by == lookup::deterministic)
        in.fail("suite", "a deterministic attribute has a suite of its own; take this out");
    which.sealed_with = given.value_or(suite::xchacha20_poly1305);
}

void check_against_lookup(const setting_reader& in, const attribute& which)
{
    if (which.bound_to_row && which.found_by == lookup::deterministic)
        in.fail("row_bound",
                "a deterministic value is the same in every row and cannot be bound to one; choose one of both");
    if (which.nulls == null_policy::seal && which.found_by != lookup::none)
        in.fail("nulls", "a sealed NULL cannot be found; write nulls = \"keep\" or lookup = \"none\"");
    if (which.type == value_type::boolean && which.found_by != lookup::none && !which.low_entropy_allowed)
        in.fail("lookup",
                "a boolean has two values, and equal ones would be seen in the database; "
                "take lookup out, or write low_entropy = true where that is acceptable");
}

attribute started(std::string name, std::string column, const attribute_home& home, const source_position& at)
{
    attribute which;
    which.entity = home.entity;
    which.table = home.table;
    which.column = column.empty() ? name : column;
    which.name = name.empty() ? which.column : name;
    which.declared_at = spelled(at);
    return which;
}

}  // namespace

index_definition read_index_policies(const setting_reader& in)
{
    index_definition index;
    index.name = in.text("index_name").value_or(index.name);
    index.form = in.choice("normal_form", normal_forms).value_or(normal_form::as_is);
    index.token_bytes = read_token_bytes(in);
    return index;
}

stored_form read_stored_form(const setting_reader& in)
{
    return in.choice("stored", stored_forms).value_or(stored_form::text);
}

std::vector<setting_name> with_policies(std::initializer_list<setting_name> own)
{
    std::vector<setting_name> names{own};
    names.insert(names.end(), {"type",
                               {"lookup", "found_by"},
                               "companion",
                               "domain",
                               "index_name",
                               "normal_form",
                               "token_bytes",
                               "padding",
                               "read",
                               "nulls",
                               {"row_bound", "bound_to_row"},
                               "stored",
                               "suite",
                               {"low_entropy", "low_entropy_allowed"}});
    return names;
}

void read_policies(const setting_reader& in, attribute& which)
{
    if (const auto type = in.choice("type", types)) {
        which.type = type->type;
        which.declared_unsigned = type->is_unsigned;
    }
    which.low_entropy_allowed = in.flag("low_entropy").value_or(false);
    which.bound_to_row = in.flag("row_bound").value_or(false);
    which.nulls = in.choice("nulls", null_policies).value_or(which.nulls);
    which.reading = in.choice("read", readings).value_or(which.reading);
    which.form = read_stored_form(in);
    if (in.has("padding")) which.padded = read_padding(in);
    read_lookup(in, which);
    read_suite(in, which);
    check_against_lookup(in, which);
}

attribute read_attribute(const named_table& entry, const attribute_home& home)
{
    const setting_node& node = *entry.node;
    if (const std::string* column = node.text(); column && !column->empty()) return started(*column, {}, home, node.at);
    const setting_reader in{node, "[[table.attribute]]", with_policies({"name", "column"})};
    const std::string name = in.text("name").value_or(entry.name);
    const std::string column = in.text("column").value_or(entry.name);
    if (name.empty() && column.empty()) in.fail("name is missing; give the attribute's name, or its column");
    attribute which = started(name, column, home, entry.name.empty() ? node.at : node.named_at);
    read_policies(in, which);
    return which;
}

}  // namespace cellseal::config
