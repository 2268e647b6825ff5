#include "config/settings/table_settings.h"

#include <algorithm>

#include "config/settings/attribute_settings.h"
#include "config/settings/compound_settings.h"

namespace cellseal::config {

namespace {

bool same_name(std::string_view left, std::string_view right) noexcept
{
    const auto folded = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](char l, char r) { return folded(l) == folded(r); });
}

void check_listed(const setting_reader& in, const registration& table, std::string_view column, std::string_view what)
{
    if (table.columns.empty() || lists(table.columns, column)) return;
    std::vector<std::string_view> offered{table.columns.begin(), table.columns.end()};
    const std::string_view nearest = nearest_name(column, offered);
    in.fail("columns",
            fmt::format("the list lacks {}, {}; it has to hold every column of the table, in its order{}", column, what,
                        nearest.empty() ? "" : fmt::format(". Did you mean \"{}\"?", nearest)));
}

void check_pair(const setting_reader& in, const attribute& first, const attribute& second)
{
    const auto refuse = [&](std::string_view what) {
        in.fail("attribute", fmt::format("{} ({}) and {} ({}) {}", first.full_name(), first.declared_at,
                                         second.full_name(), second.declared_at, what));
    };
    if (same_name(first.column, second.column)) refuse("stand in one column; take one of them out");
    if (first.full_name() == second.full_name()) refuse("have one name; give each its own");
    if (first.index && second.index && same_name(first.index->companion, second.index->companion))
        refuse("share a companion column; give each its own");
    if ((first.index && same_name(first.index->companion, second.column)) ||
        (second.index && same_name(second.index->companion, first.column)))
        refuse("contradict each other: the companion column of one is the column of the other");
}

declared_view::column view_column(const setting_node& node, const std::vector<registration>& tables);

/// "entity.attribute" of what a view's column shows, or nothing for a plain column. `source` is "entity.attribute",
/// "table.column", or empty.
std::string attribute_behind(const setting_node& node, const std::string& source,
                             const std::vector<registration>& tables)
{
    if (source.empty() || source == "plain") return {};
    const std::size_t dot = source.find('.');
    if (dot == std::string::npos)
        fail_at(node.at,
                "attribute in [[view]]: write it as \"entity.attribute\" or \"table.column\", \"\" for a plain column");
    const std::string_view home = std::string_view{source}.substr(0, dot);
    const std::string_view column = std::string_view{source}.substr(dot + 1);
    bool known_home = false;
    std::vector<std::string> offered;
    for (const registration& table : tables) {
        for (const attribute& each : table.attributes) {
            if (each.full_name() == source || (same_name(table.table, home) && same_name(each.column, column)))
                return each.full_name();
            offered.push_back(each.full_name());
        }
        if (!same_name(table.table, home) && table.entity != home) continue;
        if (table.columns.empty() || lists(table.columns, column)) return {};
        known_home = true;
    }
    // A table that only the code registers is looked up when the registry is built.
    if (!known_home) return source;
    const std::vector<std::string_view> views{offered.begin(), offered.end()};
    fail_at(node.at, fmt::format("attribute in [[view]]: there is no {}{}", source, what_is_allowed(source, views)));
}

declared_view::column view_column(const setting_node& node, const std::vector<registration>& tables)
{
    if (const std::string* text = node.text()) {
        if (!node.name.empty()) return {node.name, attribute_behind(node, *text, tables)};
        if (text->empty()) fail_at(node.at, "columns in [[view]]: a column's name is empty");
        return {*text, {}};
    }
    const setting_reader in{node, "a column of [[view]]", {"name", {"attribute", "source"}}};
    const std::string name = in.text("name").value_or(node.name);
    if (name.empty()) in.fail("name is missing; give the column's name in the view");
    const setting_node* source = in.find("attribute");
    return {name, source ? attribute_behind(*source, in.text("attribute").value_or(""), tables) : std::string{}};
}

const std::vector<setting_node>& entries(const setting_reader& in, const setting_node& node)
{
    if (const auto* list = node.as_list()) return list->items;
    if (const auto* table = node.as_table()) return table->members;
    in.fail("columns", "this has to be a list: [\"id\", { name = \"mail\", attribute = \"contact.email\" }]");
}

}  // namespace

bool lists(const std::vector<std::string>& columns, std::string_view column) noexcept
{
    return std::any_of(columns.begin(), columns.end(), [&](const auto& each) { return same_name(each, column); });
}

std::string table_name(const setting_reader& in, const named_table& entry)
{
    const std::string name = in.text("name").value_or(entry.name);
    if (name.empty()) in.fail("name is missing; give the name as the database spells it");
    if (name.find('.') != std::string::npos)
        in.fail("name", "leave the schema out of the name and write schema = \"…\"");
    return name;
}

std::vector<std::string> column_names(const setting_reader& in, std::string_view name)
{
    std::vector<std::string> columns = in.texts(name);
    for (auto each = columns.begin(); each != columns.end(); ++each)
        if (std::find(columns.begin(), each, *each) != each) in.fail(name, fmt::format("{} stands there twice", *each));
    return columns;
}

void check_columns(const setting_reader& in, const registration& table)
{
    for (auto each = table.attributes.begin(); each != table.attributes.end(); ++each) {
        std::for_each(table.attributes.begin(), each, [&](const attribute& other) { check_pair(in, other, *each); });
        check_listed(in, table, each->column, "the column of " + each->full_name());
        if (each->index)
            check_listed(in, table, each->index->companion, "the companion column of " + each->full_name());
        if (each->bound_to_row && table.key_columns.empty())
            in.fail(fmt::format("{} ({}) is bound to its row, and key is missing; name the table's key columns",
                                each->full_name(), each->declared_at));
    }
    for (const compound_declaration& each : table.compounds)
        check_listed(in, table, each.index.companion, "the column of a compound index");
    for (const std::string& each : table.key_columns) check_listed(in, table, each, "a key column");
}

registration read_table(const named_table& entry)
{
    const setting_reader in{
        *entry.node,
        "[[table]]",
        {"name",
         "entity",
         "schema",
         "columns",
         {"key", "key_columns"},
         {"attribute", "attributes"},
         {"compound_index", "compound_indexes"}}};
    registration table;
    table.table = table_name(in, entry);
    table.entity = in.text("entity").value_or(table.table);
    table.schema = in.text("schema").value_or("");
    table.columns = column_names(in, "columns");
    table.key_columns = column_names(in, "key");
    table.declared_at = spelled(entry.name.empty() ? in.at() : entry.node->named_at);
    for (const named_table& each : tables_of(in, "attribute"))
        table.attributes.push_back(read_attribute(each, {table.entity, table.table}));
    if (table.attributes.empty() && !in.has("compound_index"))
        in.fail("no attribute is flagged; add [[table.attribute]], or make it a [[known_table]]");
    for (const named_table& each : tables_of(in, "compound_index"))
        table.compounds.push_back(read_compound_index(each, table));
    check_columns(in, table);
    return table;
}

known_table read_known_table(const named_table& entry)
{
    const setting_reader in{*entry.node, "[[known_table]]", {"name", "schema", "columns"}};
    known_table table{in.text("schema").value_or(""), table_name(in, entry), column_names(in, "columns")};
    if (table.columns.empty()) in.fail("columns is missing; list all columns of the table in their order");
    return table;
}

declared_view read_view(const named_table& entry, const std::vector<registration>& tables)
{
    const setting_reader in{*entry.node, "[[view]]", {"name", "schema", {"columns", "column"}}};
    declared_view view{in.text("schema").value_or(""), table_name(in, entry), {}};
    if (const setting_node* columns = in.find("columns"))
        for (const setting_node& each : entries(in, *columns)) view.columns.push_back(view_column(each, tables));
    if (view.columns.empty()) in.fail("columns is missing; list all columns of the view in their order");
    return view;
}

}  // namespace cellseal::config
