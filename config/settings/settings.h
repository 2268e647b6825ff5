#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/settings/source_position.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/analysis.h"
#include "plugin/statements/dialect.h"
#include "plugin/values/field_sealer.h"

namespace cellseal::config {

/// Where a connection string comes from: it may hold a password, so it need not stand in the settings file.
struct connection_settings {
    enum class origin : std::uint8_t { none, settings_file, file, environment };

    origin from = origin::none;
    std::string text;  ///< The connection string, the file's path or the variable's name.
    source_position at;
};

struct database_settings {
    std::string backend;  ///< SOCI's name: "sqlite3", "postgresql", "mysql", "firebird", "odbc"; empty: none given.
    connection_settings connection;
    dialect language = dialect::sqlite;  ///< Follows from the backend; for odbc it is a setting.
    unsigned pool_size = 1;
    std::string table_prefix = "cellseal_";  ///< Of cellseal's own tables.
};

struct key_settings {
    enum class origin : std::uint8_t { file, environment };

    origin from = origin::file;
    std::string path;      ///< Of the key file; empty: the default place.
    std::string variable;  ///< Of the environment.
    std::string pin;       ///< Where the newest keyring seen is remembered; empty: beside the key file.
    bool show = true;      ///< False: a new passphrase is not put on record, so that nobody can have it shown.
    std::optional<bool> automatic_first_key;  ///< Not set: yes for SQLite, no for the others.
};

/// What computes seals, and how carefully nonces are drawn.
struct crypto_settings {
    bool fips = false;               ///< Everything from an OpenSSL FIPS provider, or no start.
    std::string fips_configuration;  ///< Paths; empty: OpenSSL's own places.
    std::string fips_modules;
    bool paranoid_nonces = false;  ///< Suite 02: each nonce by a call of the generator.
    bool batch_prefixes = false;   ///< Suite 02: one nonce prefix for values written in one go.
    source_position at;
};

struct limit_settings {
    std::size_t value_bytes = max_body_bytes;
    std::size_t cached_statements = 2048;
};

/// Who may use the administrator's command.
struct admin_settings {
    std::vector<std::string> administrators;  ///< Users of the operating system; empty: whoever can use the key.
};

/// A settings file, read and checked on its own. What it says about tables is in the core's own types.
struct settings {
    std::string file;
    std::string organisation = "default";
    database_settings database;
    key_settings key;
    crypto_settings crypto;
    limit_settings limits;
    admin_settings admin;
    std::vector<registration> tables;
    std::vector<known_table> known_tables;
    std::vector<declared_view> views;
    live_keys assumed_keys;  ///< How many keys `explain` assumes, which has no keyring to ask.
};

/// Throws error bad_setting, with file, line and column, for whatever is unknown or contradicts itself.
[[nodiscard]] settings load_settings(const std::string& path);
/// The same for text at hand; `file` is the name that messages use, and relative paths start from its folder.
[[nodiscard]] settings parse_settings(std::string_view text, const std::string& file);

/// A builder that holds what a settings file flags; entities may follow. Throws as attribute_registry::builder::add().
[[nodiscard]] attribute_registry::builder registry_builder(const settings& from);

/// The registry of a settings file alone. Throws error attribute_conflict where two of its tables contradict each
/// other.
[[nodiscard]] std::shared_ptr<const attribute_registry> registry_of(const settings& from);

/// The connection string itself, read from where the settings say.
/// Throws error bad_setting when there is none or its file or variable is not there.
[[nodiscard]] std::string connection_string(const database_settings& database);

}  // namespace cellseal::config
