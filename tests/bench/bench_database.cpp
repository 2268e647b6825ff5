#include "tests/bench/bench_database.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdlib>
#include <stdexcept>

namespace bench {

namespace {

std::string environment(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

}  // namespace

bench_database::bench_database(bool in_memory) : name_(environment("CELLSEAL_TEST_ENGINE"))
{
    if (!name_.empty()) {
        server_ = soci::connection_parameters(name_, environment("CELLSEAL_TEST_CONNECTION"));
        return;
    }
    name_ = in_memory ? "sqlite memory" : "sqlite file";
    if (!in_memory) folder_.emplace();
}

const soci::backend_factory& bench_database::factory() const
{
    return server_.get_factory() == nullptr ? *soci::factory_sqlite3() : *server_.get_factory();
}

std::string bench_database::prepared(std::string_view contender) const
{
    if (server_.get_factory() == nullptr && !folder_) return ":memory:";
    if (server_.get_factory() != nullptr) soci::session(server_) << "create database bench_" << contender;
    return prepared_before(contender);
}

std::string bench_database::prepared_before(std::string_view contender) const
{
    const std::string name = "bench_" + std::string(contender);
    // Several threads write: each waits for its turn.
    if (server_.get_factory() == nullptr) return "db=" + (folder_->path / (name + ".db")).string() + " timeout=60";
    if (name_ == "mysql") return server_.get_connect_string() + " db=" + name + " charset=utf8mb4";
    const std::string& common = server_.get_connect_string();
    const auto database = common.find("dbname=");
    return common.substr(0, database) + "dbname=" + name;
}

}  // namespace bench
