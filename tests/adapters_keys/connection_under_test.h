#pragma once

#include <cstdlib>
#include <string>

#include <soci/soci.h>

#include "tests/scratch_folder.h"

namespace cellseal {

inline std::string sqlite_file()
{
    static const scratch_folder folder;
    static int count = 0;
    return (folder.path / std::to_string(++count)).string();
}

inline std::string from_environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// One database in each run: SQLite, or the server beside which tests/orm/soci/with_… runs this program.
inline std::string connection_under_test()
{
    const std::string engine = from_environment("CELLSEAL_TEST_ENGINE");
    const std::string server = from_environment("CELLSEAL_TEST_CONNECTION");
    if (engine.empty()) return "sqlite3://dbname=" + sqlite_file() + " timeout=10";
    if (engine != "mysql") return engine + "://" + server;
    soci::session("mysql://" + server) << "create database if not exists cellseal_test";
    return "mysql://" + server + " db=cellseal_test";
}

}  // namespace cellseal
