// What works with a key and a database alone, without settings: key test, rescue.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "config/application/administration.h"
#include "config/command/settings_services.h"
#include "plugin/admin/key_fit.h"
#include "plugin/keys/sealkey_text.h"

#include "adapters/orm/soci/stored_table_rows_soci.h"

namespace cellseal::config {

namespace {

// "backend://connection", or an SQLite file, which is opened to read.
database_address address_from(const std::string& given)
{
    if (const auto scheme = given.find("://"); scheme != std::string::npos)
        return {given.substr(0, scheme), given.substr(scheme + 3)};
    if (::access(given.c_str(), R_OK) == 0) return {"sqlite3", fmt::format("dbname=\"{}\" readonly=1", given)};
    throw error(
        errc::database_unavailable,
        fmt::format("there is no database file {} that can be read: name an SQLite file, or backend://connection",
                    given));
}

database_address address_for(const command_line::tested_database& where)
{
    return where.connection.empty() ? address_of(load_settings(where.settings_file)) : address_from(where.connection);
}

std::string prefix_for(const command_line::tested_database& where)
{
    if (!where.connection.empty()) return where.table_prefix;
    return load_settings(where.settings_file).database.table_prefix;
}

// A database whose keyring was opened with nothing but the key given.
struct opened_with_key {
    opened_with_key(const secret_bytes& key, const command_line::tested_database& where)
        : session(open_plain(address_for(where))),
          tables(session, soci_orm::keyring_table_names::with_prefix(prefix_for(where))),
          given(read_sealkey(key.expose(), crypto.provider().key_memory())),
          fit(cellseal::test_key(given, store, catalogue, crypto.provider())),
          registry(registry_on_record(tables, fit.keyring.entries))
    {
    }

    crypto_access crypto{crypto_settings{}};
    soci::session session;
    soci_orm::keyring_database tables;
    soci_orm::keyring_store_soci store{tables};
    soci_orm::catalogue_store_soci catalogue{tables};
    std::vector<slot_secret> given;
    key_fit fit;
    std::shared_ptr<const attribute_registry> registry;
};

// A file for this user alone, made where nothing lies.
class private_output {
public:
    explicit private_output(const std::string& file)
        : file_(file), opened_(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
        if (opened_ < 0) fail();
    }
    private_output(const private_output&) = delete;
    private_output& operator=(const private_output&) = delete;
    ~private_output()
    {
        if (opened_ >= 0) ::close(opened_);
    }
    void write(std::string_view part) const
    {
        while (!part.empty()) {
            const ssize_t count = ::write(opened_, part.data(), part.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail();
            part.remove_prefix(static_cast<std::size_t>(count));
        }
    }

private:
    [[noreturn]] void fail() const
    {
        throw error(errc::key_source_unreadable, fmt::format("{} cannot be written: {}; name another file", file_,
                                                             std::generic_category().message(errno)));
    }

    std::string file_;
    int opened_;
};

}  // namespace

command_line::tested_key settings_services::test_key(const secret_bytes& key,
                                                     const command_line::tested_database& where)
{
    opened_with_key opened{key, where};
    soci_orm::value_samples_soci samples{opened.tables};
    require_data_fit(opened.fit, opened.registry, samples, opened.crypto.provider());
    const keyring_document& document = opened.fit.keyring.document;
    return {document.organisation(),
            document.organisation_key().key_check,
            to_rfc3339(document.organisation_key().state_since),
            document.generation(),
            opened.fit.slot,
            opened.fit.told,
            opened.fit.data.tried,
            opened.fit.data.opened,
            opened.fit.data.findings};
}

rescue_report settings_services::rescue(const secret_bytes& key, const command_line::tested_database& where,
                                        const std::string& table, const std::function<void(std::string_view)>& write)
{
    opened_with_key opened{key, where};
    const auto keys = keyring_with_archived(opened.fit.keyring.document, opened.fit.keyring.held, opened.registry,
                                            opened.crypto.provider());
    soci_orm::stored_table_rows_soci rows{opened.tables, *opened.registry, table};
    return rescue_table(rows, *keys, write);
}

rescue_report settings_services::rescue(const secret_bytes& key, const command_line::tested_database& where,
                                        const std::string& table, const std::string& output_file)
{
    const private_output out{output_file};
    return rescue(key, where, table, [&](std::string_view part) { out.write(part); });
}

}  // namespace cellseal::config
