#include "config/settings/settings.h"

#include "config/settings/crypto_settings.h"
#include "config/settings/database_settings.h"
#include "config/settings/default_attributes.h"
#include "config/settings/setting_reader.h"
#include "config/settings/table_settings.h"

namespace cellseal::config {

namespace {

live_keys read_assumed_keys(const setting_node& node)
{
    const setting_reader in{node, "[explain]", {{"data_keys", "live_data_keys"}, {"index_keys", "live_index_keys"}}};
    live_keys keys;
    keys.data_keys = static_cast<std::size_t>(in.number("data_keys", 1, 16).value_or(1));
    keys.index_keys = static_cast<std::size_t>(in.number("index_keys", 1, 16).value_or(1));
    return keys;
}

admin_settings read_admin(const setting_node& node)
{
    const setting_reader in{node, "[admin]", {{"administrators", "administrator"}}};
    return {in.texts("administrators")};
}

settings settings_of(const setting_node& root, const std::string& file)
{
    const setting_reader in{root,
                            "the settings file",
                            {{"organisation", "organization"},
                             "database",
                             {"key", "keys"},
                             "crypto",
                             {"limits", "limit"},
                             "admin",
                             {"table", "tables"},
                             {"known_table", "known_tables"},
                             {"view", "views"},
                             "defaults",
                             "explain"}};
    settings read;
    read.file = file;
    read.organisation = in.text("organisation").value_or(read.organisation);
    read.database.connection.at = root.at;
    if (const setting_node* node = in.find("database")) read.database = read_database(*node);
    if (const setting_node* node = in.find("key")) read.key = read_key(*node);
    if (const setting_node* node = in.find("crypto")) read.crypto = read_crypto(*node);
    if (const setting_node* node = in.find("limits")) read.limits = read_limits(*node);
    if (const setting_node* node = in.find("admin")) read.admin = read_admin(*node);
    for (const named_table& each : tables_of(in, "table")) read.tables.push_back(read_table(each));
    if (const setting_node* node = in.find("defaults"))
        for (registration& each : read_defaults(*node)) read.tables.push_back(std::move(each));
    for (const named_table& each : tables_of(in, "known_table")) read.known_tables.push_back(read_known_table(each));
    for (const named_table& each : tables_of(in, "view")) read.views.push_back(read_view(each, read.tables));
    if (const setting_node* node = in.find("explain")) read.assumed_keys = read_assumed_keys(*node);
    return read;
}

}  // namespace

settings load_settings(const std::string& path) { return settings_of(read_toml(path), path); }

settings parse_settings(std::string_view text, const std::string& file)
{
    return settings_of(parse_toml(text, file), file);
}

attribute_registry::builder registry_builder(const settings& from)
{
    attribute_registry::builder builder;
    for (const registration& each : from.tables) builder.add(each);
    for (const known_table& each : from.known_tables) builder.add(each);
    for (const declared_view& each : from.views) builder.add(each);
    return builder;
}

std::shared_ptr<const attribute_registry> registry_of(const settings& from)
{
    try {
        return registry_builder(from).build();
    } catch (const error& problem) {
        const std::string message = problem.what();
        if (message.find(from.file) != std::string::npos) throw;
        throw error{problem.code(), fmt::format("{}: {}", from.file, message)};
    }
}

}  // namespace cellseal::config
