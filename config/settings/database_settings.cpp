#include "config/settings/database_settings.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace cellseal::config {

namespace {

constexpr setting_word<std::string_view> backends[] = {
    {"sqlite3", "sqlite3"}, {"postgresql", "postgresql"}, {"mysql", "mysql"},         {"firebird", "firebird"},
    {"odbc", "odbc"},       {"sqlite", "sqlite3"},        {"postgres", "postgresql"}, {"mariadb", "mysql"},
};

constexpr setting_word<dialect> dialects[] = {
    {"sqlite", dialect::sqlite},       {"postgres", dialect::postgres}, {"mysql", dialect::mysql},
    {"firebird", dialect::firebird},   {"odbc", dialect::odbc},         {"sqlite3", dialect::sqlite},
    {"postgresql", dialect::postgres}, {"mariadb", dialect::mysql},
};

constexpr setting_word<key_settings::origin> key_sources[] = {
    {"file", key_settings::origin::file},
    {"environment", key_settings::origin::environment},
    {"env", key_settings::origin::environment},
};

connection_settings read_connection(const setting_reader& in)
{
    using origin = connection_settings::origin;
    constexpr std::pair<const char*, origin> places[] = {{"connection", origin::settings_file},
                                                         {"connection_file", origin::file},
                                                         {"connection_env", origin::environment}};
    connection_settings found;
    found.at = in.at();
    for (const auto& [name, from] : places) {
        const auto text = in.text(name);
        if (!text) continue;
        if (found.from != origin::none)
            in.fail(
                name,
                "the connection comes from one place only; keep one of connection, connection_file, connection_env");
        found = {from, from == origin::file ? path_from(in.at(name), *text) : *text, in.at(name)};
    }
    return found;
}

dialect read_dialect(const setting_reader& in, const std::string& backend)
{
    const auto given = in.choice("dialect", dialects);
    if (backend.empty() || backend == "odbc") return given.value_or(backend.empty() ? dialect::sqlite : dialect::odbc);
    const dialect own = backend == "sqlite3"      ? dialect::sqlite
                        : backend == "postgresql" ? dialect::postgres
                        : backend == "mysql"      ? dialect::mysql
                                                  : dialect::firebird;
    if (given && *given != own)
        in.fail("dialect",
                fmt::format("backend \"{}\" has a dialect of its own; leave this out (it is for odbc)", backend));
    return own;
}

}  // namespace

database_settings read_database(const setting_node& node)
{
    const setting_reader in{node,
                            "[database]",
                            {"backend",
                             "connection",
                             "connection_file",
                             {"connection_env", "connection_environment"},
                             "dialect",
                             {"pool_size", "pool"},
                             {"table_prefix", "prefix"}}};
    database_settings database;
    database.backend = in.choice("backend", backends).value_or("");
    database.connection = read_connection(in);
    if (database.backend.empty() && database.connection.from != connection_settings::origin::none)
        in.fail(
            "backend is missing; name the database behind the connection: sqlite3, postgresql, mysql, firebird or "
            "odbc");
    database.language = read_dialect(in, database.backend);
    if (auto prefix = in.text("table_prefix")) database.table_prefix = *std::move(prefix);
    database.pool_size = static_cast<unsigned>(in.number("pool_size", 1, 1000).value_or(1));
    return database;
}

key_settings read_key(const setting_node& node)
{
    const setting_reader in{
        node, "[key]", {"source", {"path", "file"}, "variable", "pin", "show", "automatic_first_key"}};
    key_settings key;
    const auto source = in.choice("source", key_sources);
    key.from = source.value_or(in.has("variable") ? key_settings::origin::environment : key_settings::origin::file);
    if (const auto path = in.text("path")) key.path = path_from(in.at("path"), *path);
    if (const auto pin = in.text("pin")) key.pin = path_from(in.at("pin"), *pin);
    key.variable = in.text("variable").value_or("");
    key.show = in.flag("show").value_or(true);
    key.automatic_first_key = in.flag("automatic_first_key");
    if (key.from == key_settings::origin::file && in.has("variable"))
        in.fail("variable", "the key comes from a file; take this out or write source = \"environment\"");
    if (key.from == key_settings::origin::environment && in.has("path"))
        in.fail("path", "the key comes from the environment; take this out or write source = \"file\"");
    if (key.from == key_settings::origin::environment && key.variable.empty())
        in.fail("variable is missing; name the environment variable that holds the passphrase");
    if (key.from == key_settings::origin::environment && key.automatic_first_key.value_or(false))
        in.fail("automatic_first_key", "a first key can be made in a file only; an environment cannot keep it");
    return key;
}

std::string path_from(const source_position& at, const std::string& path)
{
    if (path.starts_with("~/")) {
        const char* home = std::getenv("HOME");
        if (!home || !*home) fail_at(at, "the path starts with ~/ and HOME is not set; write the whole path");
        return (std::filesystem::path{home} / path.substr(2)).string();
    }
    const std::filesystem::path folder = std::filesystem::path{at.file ? *at.file : ""}.parent_path();
    return (folder / path).string();
}

std::string connection_string(const database_settings& database)
{
    const connection_settings& from = database.connection;
    switch (from.from) {
        case connection_settings::origin::settings_file: return from.text;
        case connection_settings::origin::environment:
            if (const char* value = std::getenv(from.text.c_str()); value && *value) return value;
            fail_at(from.at, fmt::format("connection_env: the environment has no variable {}; set it", from.text));
        case connection_settings::origin::file: break;
        case connection_settings::origin::none:
            fail_at(from.at, "[database] names no connection; add connection, connection_file or connection_env");
    }
    std::ifstream in{from.text};
    std::string line;
    if (!std::getline(in, line) || line.empty())
        fail_at(from.at, fmt::format("connection_file: {} cannot be read or its first line is empty", from.text));
    if (line.back() == '\r') line.pop_back();
    return line;
}

}  // namespace cellseal::config
