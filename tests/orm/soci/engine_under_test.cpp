#include "tests/orm/soci/engine_under_test.h"

#ifdef CELLSEAL_TEST_ODBC
#include <soci/odbc/soci-odbc.h>
#endif
#include <soci/sqlite3/soci-sqlite3.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "tests/scratch_folder.h"

namespace cellseal::tests {

namespace {

/// Straight into its place: a server's logs are hundreds of megabytes by the end of the suite.
void append_file(const std::filesystem::path& path, std::string& to)
{
    const std::size_t before = to.size();
    std::error_code gone;
    const auto size = std::filesystem::file_size(path, gone);
    if (gone) return;
    to.resize(before + size);
    std::ifstream file(path, std::ios::binary);
    file.read(to.data() + before, static_cast<std::streamsize>(size));
    to.resize(before + static_cast<std::size_t>(file.gcount()));
}

/// All files under `folder`, by what kind_of says of their path.
std::map<std::string, std::string> files_in(const std::filesystem::path& folder,
                                            std::string (*kind_of)(const std::string&))
{
    std::map<std::string, std::string> all;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        append_file(each.path(), all[kind_of(each.path().string())]);
    }
    return all;
}

std::string joined(const std::map<std::string, std::string>& places)
{
    std::string all;
    for (const auto& [name, content] : places) all += content;
    return all;
}

bool contains(const std::string& path, const char* part) { return path.find(part) != std::string::npos; }

class sqlite : public engine_under_test {
public:
    std::string name() const override { return "sqlite"; }
    const soci::backend_factory& factory() const override { return *soci::factory_sqlite3(); }
    std::string connect_string() const override { return "dbname=" + file() + " timeout=10"; }
    std::string bytes_type() const override { return "blob"; }
    std::string sealed_type() const override { return "text"; }
    std::string id_type() const override { return "integer primary key"; }
    bool has_bulk_ranges() const override { return false; }

    std::string everything_stored() const override { return joined(stored_places()); }
    std::map<std::string, std::string> stored_places() const override
    {
        return files_in(folder_.path, [](const std::string& path) -> std::string {
            return contains(path, "-wal") || contains(path, "-journal") ? "journal" : "data";
        });
    }

protected:
    [[nodiscard]] std::string file() const { return (folder_.path / "test.db").string(); }

private:
    const scratch_folder folder_;
};

std::string from_environment(const char* name)
{
    const char* const value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set; run the test by with_<engine>");
    return value;
}

std::string fresh_name()
{
    static int made = 0;
    return "cellseal_" + std::to_string(++made);
}

/// A server that one of the with_… scripts has started; every object has a database or schema of its own there.
class server : public engine_under_test {
public:
    std::string name() const override { return name_; }
    const soci::backend_factory& factory() const override { return *parameters_.get_factory(); }
    std::string everything_stored() const override { return joined(stored_places()); }
    bool kill_server() const override
    {
        server_script("kill");
        return true;
    }
    void start_server() const override { server_script("start"); }

protected:
    explicit server(std::string name)
        : name_(std::move(name)), parameters_(name_, from_environment("CELLSEAL_TEST_CONNECTION"))
    {
    }
    [[nodiscard]] const std::string& server_string() const { return parameters_.get_connect_string(); }
    void run(const std::string& statement) const
    {
        soci::session(*parameters_.get_factory(), server_string()) << statement;
    }

    const std::string own_ = fresh_name();

private:
    static void server_script(const std::string& what)
    {
        const std::string command = from_environment("CELLSEAL_TEST_SERVER") + " " + what;
        if (std::system(command.c_str()) != 0) throw std::runtime_error("cannot " + what + " the server");
    }

    std::string name_;
    soci::connection_parameters parameters_;
};

class postgresql : public server {
public:
    postgresql() : server("postgresql") { run("create schema " + own_); }
    ~postgresql() override { run("drop schema " + own_ + " cascade"); }

    std::string connect_string() const override { return server_string() + " options='-csearch_path=" + own_ + "'"; }
    std::string bytes_type() const override { return "bytea"; }
    std::string sealed_type() const override { return "text"; }
    std::string id_type() const override { return "serial primary key"; }
    bool has_bulk_ranges() const override { return true; }
    std::map<std::string, std::string> stored_places() const override
    {
        run("checkpoint");
        return files_in(from_environment("CELLSEAL_TEST_FOLDER"), [](const std::string& path) -> std::string {
            if (contains(path, "pg_wal")) return "write-ahead log";
            return contains(path, ".log") ? "server log" : "data";
        });
    }
};

class mysql final : public server {
public:
    mysql() : server("mysql") { run("create database " + own_); }
    ~mysql() override { run("drop database " + own_); }

    std::string connect_string() const override { return server_string() + " db=" + own_ + " charset=utf8mb4"; }
    std::string bytes_type() const override { return "longblob"; }
    std::string sealed_type() const override { return "longtext character set ascii collate ascii_bin"; }
    std::string token_type() const override { return "varchar(40) character set ascii collate ascii_bin"; }
    std::string id_type() const override { return "integer primary key auto_increment"; }
    bool has_bulk_ranges() const override { return false; }
    std::map<std::string, std::string> stored_places() const override
    {
        // InnoDB writes pages when it likes; for an export it writes those of the table at once.
        soci::session flushing(factory(), connect_string());
        flushing << "flush tables person for export";
        flushing << "unlock tables";
        return files_in(from_environment("CELLSEAL_TEST_FOLDER"), [](const std::string& path) -> std::string {
            if (contains(path, "binlog")) return "binary log";
            if (contains(path, "ib_logfile") || contains(path, "undo")) return "redo log";
            return contains(path, ".log") ? "server log" : "data";
        });
    }
};

#ifdef CELLSEAL_TEST_ODBC
/// The same databases through their ODBC drivers.
class odbc_to_postgresql final : public postgresql {
public:
    std::string name() const override { return "odbc-postgresql"; }
    const soci::backend_factory& factory() const override { return *soci::factory_odbc(); }
    // Without Protocol=7.4-0 the driver sets savepoints of its own around each statement, and releases the user's with them.
    std::string connect_string() const override
    {
        return "Driver={PostgreSQL Unicode};Server=" + from_environment("CELLSEAL_TEST_FOLDER") +
               ";Database=postgres;Uid=postgres;Protocol=7.4-0;ConnSettings=set search_path to " + own_;
    }
    soci_orm::session_options options() const override
    {
        return {.limits = {}, .language = dialect::postgres, .on_connect = {}};
    }
    bool has_bulk_ranges() const override { return false; }
};

class odbc_to_sqlite final : public sqlite {
public:
    std::string name() const override { return "odbc-sqlite"; }
    const soci::backend_factory& factory() const override { return *soci::factory_odbc(); }
    std::string connect_string() const override { return "Driver=SQLite3;Timeout=10000;Database=" + file(); }
    soci_orm::session_options options() const override
    {
        return {.limits = {}, .language = dialect::sqlite, .on_connect = {}};
    }
    bool carries_bytes() const override { return false; }
    std::string bytes_type() const override { return "text"; }
    // Narrow but for the column of bytes: SOCI takes a buffer of 100 MiB for a column of 8,000 characters and more, and this driver fills it with zeros for each
    // value that it reads.
    std::string sealed_type() const override { return "varchar(7900)"; }
};
#endif

}  // namespace

std::unique_ptr<engine_under_test> make_engine_under_test()
{
    const char* const asked = std::getenv("CELLSEAL_TEST_ENGINE");
    const std::string name = asked == nullptr ? "sqlite" : asked;
    if (name == "sqlite") return std::make_unique<sqlite>();
    if (name == "postgresql") return std::make_unique<postgresql>();
    if (name == "mysql") return std::make_unique<mysql>();
#ifdef CELLSEAL_TEST_ODBC
    if (name == "odbc-postgresql") return std::make_unique<odbc_to_postgresql>();
    if (name == "odbc-sqlite") return std::make_unique<odbc_to_sqlite>();
#endif
    throw std::runtime_error("CELLSEAL_TEST_ENGINE names no engine of this suite: " + name);
}

}  // namespace cellseal::tests
