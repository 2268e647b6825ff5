#include "tests/orm/soci/engine_under_test.h"

#include <soci/sqlite3/soci-sqlite3.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace cellseal::tests {

namespace {

std::string files_in(const std::filesystem::path& folder)
{
    std::string all;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        std::ifstream file(each.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

class sqlite final : public engine_under_test {
public:
    sqlite()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "cellseal-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder for a database");
        folder_ = pattern;
    }
    ~sqlite() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string name() const override { return "sqlite"; }
    const soci::backend_factory& factory() const override { return *soci::factory_sqlite3(); }
    std::string connect_string() const override { return "dbname=" + (folder_ / "test.db").string() + " timeout=10"; }
    std::string bytes_type() const override { return "blob"; }
    std::string sealed_type() const override { return "text"; }
    std::string id_type() const override { return "integer primary key"; }
    bool has_bulk_ranges() const override { return false; }
    bool has_blobs() const override { return true; }

    std::string everything_stored() const override
    {
        return files_in(folder_);
    }

private:
    std::filesystem::path folder_;
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
    std::string everything_stored() const override { return files_in(from_environment("CELLSEAL_TEST_FOLDER")); }

protected:
    explicit server(std::string name)
        : name_(std::move(name)), parameters_(name_, from_environment("CELLSEAL_TEST_CONNECTION"))
    {
    }
    [[nodiscard]] const std::string& server_string() const { return parameters_.get_connect_string(); }
    void run(const std::string& statement) const { soci::session(factory(), server_string()) << statement; }

    const std::string own_ = fresh_name();

private:
    std::string name_;
    soci::connection_parameters parameters_;
};

class postgresql final : public server {
public:
    postgresql() : server("postgresql") { run("create schema " + own_); }
    ~postgresql() override { run("drop schema " + own_ + " cascade"); }

    std::string connect_string() const override { return server_string() + " options='-csearch_path=" + own_ + "'"; }
    std::string bytes_type() const override { return "bytea"; }
    std::string sealed_type() const override { return "text"; }
    std::string id_type() const override { return "serial primary key"; }
    bool has_bulk_ranges() const override { return true; }
    bool has_blobs() const override { return false; }
    std::string everything_stored() const override
    {
        run("checkpoint");
        return server::everything_stored();
    }
};

class mysql final : public server {
public:
    mysql() : server("mysql") { run("create database " + own_); }
    ~mysql() override { run("drop database " + own_); }

    std::string connect_string() const override { return server_string() + " db=" + own_ + " charset=utf8mb4"; }
    std::string bytes_type() const override { return "longblob"; }
    std::string sealed_type() const override { return "longtext character set ascii collate ascii_bin"; }
    std::string id_type() const override { return "integer primary key auto_increment"; }
    bool has_bulk_ranges() const override { return false; }
    bool has_blobs() const override { return false; }
};

}  // namespace

std::unique_ptr<engine_under_test> make_engine_under_test()
{
    const char* const asked = std::getenv("CELLSEAL_TEST_ENGINE");
    const std::string name = asked == nullptr ? "sqlite" : asked;
    if (name == "sqlite") return std::make_unique<sqlite>();
    if (name == "postgresql") return std::make_unique<postgresql>();
    if (name == "mysql") return std::make_unique<mysql>();
    throw std::runtime_error("CELLSEAL_TEST_ENGINE names no engine of this suite: " + name);
}

}  // namespace cellseal::tests
