#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/admin/command_line/open_administration.h"
#include "plugin/admin/rescue.h"
#include "plugin/admin/check_report.h"
#include "plugin/admin/schema_step.h"
#include "plugin/admin/status_report.h"
#include "plugin/keys/slot_secret.h"
#include "plugin/statements/dialect.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::command_line {

/// Analyses statements under one settings file. Copies share the registry that their plans point into.
struct statement_analyser {
    std::function<statement_plan(std::string_view sql, dialect language)> analyse;
    dialect usual = dialect::sqlite;  ///< The settings' own, where a statement names none.
};

/// What `init` has made.
struct made_key {
    std::string organisation;
    std::string key_check;      ///< "4K7P-Q2XM"
    std::string key_place;      ///< "key file …"
    std::string keyring_place;  ///< "table cellseal_keyring"
    std::vector<std::string> warnings;
};

/// Which database a key is held against.
struct tested_database {
    std::string settings_file;  ///< Used where no connection is given.
    std::string connection;     ///< "backend://connection", or the file of an SQLite database; empty: the settings'.
    std::string table_prefix = "cellseal_";  ///< Of cellseal's tables, where a connection is given.
};

/// What `key test` found.
struct tested_key {
    std::string organisation;
    std::string key_check;
    std::string since;
    std::uint64_t generation = 0;
    std::string slot;
    std::string told;
    std::uint64_t tried = 0;  ///< Values of the sample.
    std::uint64_t opened = 0;
    std::vector<std::string> findings;
};

/// What the command asks of the assembly behind it, which alone knows settings, keys and databases.
/// Every member throws cellseal::error.
class command_services {
public:
    virtual ~command_services() = default;

    /// Reads the settings file; needs neither database nor key.
    [[nodiscard]] virtual statement_analyser analyser(const std::string& settings_file) = 0;

    /// Makes the key file, then the keyring in the database. `key_file` replaces the settings' key source where it is
    /// given; `typed` is a typed key, which has passed the rules, or null. Throws error already_active where a keyring
    /// is there, and with the reason where none may be made.
    [[nodiscard]] virtual made_key init(const std::string& settings_file, const std::string& key_file,
                                        const slot_secret* typed) = 0;

    /// Reads the keyring as stored and counts; needs the database, and no key.
    [[nodiscard]] virtual status_report status(const std::string& settings_file) = 0;

    /// Opens what the settings describe for an administrator; inactive where the key does not open.
    [[nodiscard]] virtual std::unique_ptr<open_administration> administer(const std::string& settings_file) = 0;

    /// The bytes of an export or of another key file, whoever it belongs to. Throws error key_source_missing,
    /// key_source_unreadable, key_source_empty.
    [[nodiscard]] virtual secret_bytes read_key(const std::string& file, std::pmr::memory_resource& memory) = 0;
    /// Writes an export where nothing lies, for this user alone, synced. Throws error key_source_unreadable.
    virtual void write_key(const std::string& file, const secret_bytes& text) = 0;
    /// The QR code of a text: for a terminal, or as a PNG file. Throws error bad_setting where this build has none.
    [[nodiscard]] virtual secret_bytes qr_on_terminal(const secret_bytes& text) = 0;
    [[nodiscard]] virtual secret_bytes qr_as_png(const secret_bytes& text) = 0;

    /// Holds a key against a database or a backup; needs no settings where a connection is given. Changes nothing.
    [[nodiscard]] virtual tested_key test_key(const secret_bytes& key, const tested_database& where) = 0;

    /// Writes a table in plain as CSV: through `write`, or to a file of mode 0600 where nothing lies.
    virtual rescue_report rescue(const secret_bytes& key, const tested_database& where, const std::string& table,
                                 const std::function<void(std::string_view)>& write) = 0;
    virtual rescue_report rescue(const secret_bytes& key, const tested_database& where, const std::string& table,
                                 const std::string& output_file) = 0;
    /// Everything that a start checks; needs the key, and writes nothing. Does not throw.
    [[nodiscard]] virtual check_report check(const std::string& settings_file) = 0;

    /// What the schema lacks; needs the database, and no key. In `language` where one is given: everything, as for an
    /// empty database, and none is asked.
    [[nodiscard]] virtual std::vector<schema_step> plan(const std::string& settings_file,
                                                        std::optional<dialect> language) = 0;
};

}  // namespace cellseal::command_line
