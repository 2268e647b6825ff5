#include "config/settings/compound_settings.h"

#include "config/settings/attribute_settings.h"
#include "config/settings/table_settings.h"

namespace cellseal::config {

compound_declaration read_compound_index(const named_table& entry, const registration& table)
{
    const setting_reader in{*entry.node,
                            "[[table.compound_index]]",
                            {"column",
                             {"attributes", "attribute"},
                             "name",
                             "domain",
                             "index_name",
                             "normal_form",
                             "token_bytes",
                             {"stored", "stored_form"},
                             {"low_entropy", "low_entropy_allowed"}}};
    compound_declaration declared;
    declared.index = read_index_policies(in);
    declared.index.companion = in.text("column").value_or(entry.name);
    if (declared.index.companion.empty()) in.fail("column is missing; name the column that holds the tokens");
    declared.index.domain = in.text("domain").value_or("");
    declared.name = in.text("name").value_or("");
    declared.attributes = in.texts("attributes");
    if (declared.attributes.size() < 2)
        in.fail("attributes", "name two attributes or more: [\"full_name\", \"born\"]; for one, write lookup = "
                              "\"blind_index\" at the attribute");
    declared.form = read_stored_form(in);
    declared.low_entropy_allowed = in.flag("low_entropy").value_or(false);
    declared.declared_at = spelled(entry.name.empty() ? in.at() : entry.node->named_at);
    const auto clashes = [&](const std::string& column) { return lists({column}, declared.index.companion); };
    for (const attribute& each : table.attributes)
        if (clashes(each.column) || (each.index && clashes(each.index->companion)))
            in.fail("column", fmt::format("the column holds tokens of this index and belongs to {} ({}) too; give each "
                                          "its own",
                                          each.full_name(), each.declared_at));
    return declared;
}

}  // namespace cellseal::config
