#include "config/settings/default_attributes.h"

#include "config/settings/attribute_settings.h"
#include "config/settings/table_settings.h"

namespace cellseal::config {

namespace {

struct default_entity {
    setting_name name;  ///< As in the original, and as a database would spell it.
    std::vector<setting_name> attributes;
};

const std::vector<default_entity>& email_passwords()
{
    static const std::vector<default_entity> set = {
        {{"EmailServerProfile", "email_server_profile"},
         {{"IncomingPassword", "incoming_password"}, {"OutgoingPassword", "outgoing_password"}}},
        {{"Mailbox", "mailbox"}, {{"Password", "password"}}},
        {{"Queue", "queue"}, {{"EmailPassword", "email_password"}}},
        {{"UserSettings", "user_settings"}, {{"EmailPassword", "email_password"}}},
    };
    return set;
}

attribute started(const registration& table, const setting_name& name, const setting_node& node)
{
    attribute which;
    which.entity = table.entity;
    which.name = name.name;
    which.table = table.table;
    which.reading = read_policy::write_only;
    which.padded = padding::bucket();
    which.declared_at = spelled(node.named_at);
    return which;
}

/// `Password = "column"`, `Password = { column = "column", read = "open" }`, or `Password = false` where the table has
/// no such column.
void read_default(const setting_reader& in, const setting_name& name, registration& table)
{
    const setting_node* node = in.find(name.name);
    if (!node)
        in.fail(
            fmt::format("{0} is missing; write {0} = \"its column\", or {0} = false if the table has none", name.name));
    if (const bool* flag = std::get_if<bool>(&node->value); flag && !*flag) return;
    attribute which = started(table, name, *node);
    if (node->as_table()) {
        const setting_reader own{*node, fmt::format("{}.{}", table.entity, name.name), with_policies({"column"})};
        which.column = own.text("column").value_or("");
        if (which.column.empty()) own.fail("column is missing");
        read_policies(own, which);
    } else {
        which.column = in.text(name.name).value_or("");
    }
    table.attributes.push_back(std::move(which));
}

registration read_entity(const setting_node& node, const default_entity& entity)
{
    std::vector<setting_name> allowed = {{"table", "name"}, "schema", "columns", {"key", "key_columns"}};
    allowed.insert(allowed.end(), entity.attributes.begin(), entity.attributes.end());
    const setting_reader in{node, fmt::format("[defaults.email_passwords.{}]", entity.name.name), allowed};
    registration table;
    table.entity = entity.name.name;
    table.table = in.text("table").value_or("");
    if (table.table.empty()) in.fail("table is missing; name the application's table for this entity");
    table.schema = in.text("schema").value_or("");
    table.columns = column_names(in, "columns");
    table.key_columns = column_names(in, "key");
    table.declared_at = spelled(node.named_at);
    for (const setting_name& each : entity.attributes) read_default(in, each, table);
    if (table.attributes.empty()) in.fail("every attribute is false; take the table out");
    check_columns(in, table);
    return table;
}

}  // namespace

std::vector<registration> read_defaults(const setting_node& node)
{
    const setting_reader in{node, "[defaults]", {"email_passwords"}};
    const setting_node* set = in.find("email_passwords");
    if (!set) return {};
    std::vector<setting_name> names;
    for (const default_entity& each : email_passwords()) names.push_back(each.name);
    const setting_reader mapped{*set, "[defaults.email_passwords]", names};
    std::vector<registration> tables;
    for (const default_entity& each : email_passwords())
        if (const setting_node* entity = mapped.find(each.name.name)) tables.push_back(read_entity(*entity, each));
    if (tables.empty()) mapped.fail("the set maps no table; add [defaults.email_passwords.Mailbox] and the like");
    return tables;
}

}  // namespace cellseal::config
