#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include "config/settings/database_settings.h"
#include "config/settings/redact_connection.h"

using namespace cellseal;
using config::redact_connection;

BOOST_AUTO_TEST_SUITE(connection_test)

BOOST_AUTO_TEST_CASE(a_connection_string_is_shown_without_its_password)
{
    for (const auto& [given, shown] : {
             std::pair{"dbname=crm.db", "dbname=crm.db"},
             {"host=db port=5432 user=crm password=geheim dbname=crm",
              "host=db port=5432 user=crm password=*** dbname=crm"},
             {"host=db password='ge heim\\' x' user=crm", "host=db password=*** user=crm"},
             {"host=db PassWord = \"ge heim\" user=crm", "host=db PassWord = *** user=crm"},
             {"db=crm pass=geheim", "db=crm pass=***"},
             {"dbname=crm new_word_for_it=geheim", "dbname=crm new_word_for_it=***"},
             {"Driver={PostgreSQL};Server=db;UID=crm;PWD=ge heim;Database=crm",
              "Driver={PostgreSQL};Server=db;UID=crm;PWD=***;Database=crm"},
             {"DSN=crm;PWD={ge;heim}}x};", "DSN=crm;PWD=***;"},
             {"postgresql://crm:ge:he@im@db:5432/crm?sslmode=require&sslpassword=geheim",
              "postgresql://crm:***@db:5432/crm?sslmode=require&sslpassword=***"},
             {"postgresql://db/crm", "postgresql://db/crm"},
             {"geheim", "***"},
             {"password='geheim", "***"},
             {"", ""},
         })
        BOOST_TEST(redact_connection(given) == shown);
}

BOOST_AUTO_TEST_CASE(a_drivers_message_is_shown_without_the_password_either)
{
    const std::string connection = "host=db user=crm password='ge heim'";
    BOOST_TEST(config::redact_in("cannot connect with " + connection, connection) ==
               "cannot connect with host=db user=crm password=***");
    BOOST_TEST(config::redact_in("password is \"ge heim\"", connection) == "password is \"***\"");
    BOOST_TEST(config::redact_in("no such host: db", connection) == "no such host: db");
}

BOOST_AUTO_TEST_CASE(the_connection_can_stand_in_the_settings_a_file_or_the_environment)
{
    const auto folder = std::filesystem::temp_directory_path() / "cellseal_connection_test";
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "db.connection"} << "dbname=from_file\r\nsecond line\n";
    ::setenv("CELLSEAL_TEST_CONNECTION", "dbname=from_environment", 1);
    const auto given = [&](const char* line) {
        const std::string text = std::string{"[database]\nbackend = 'sqlite3'\n"} + line;
        return connection_string(config::parse_settings(text, (folder / "cellseal.toml").string()).database);
    };
    BOOST_TEST(given("connection = 'dbname=here'") == "dbname=here");
    BOOST_TEST(given("connection_file = 'db.connection'") == "dbname=from_file");
    BOOST_TEST(given("connection_env = 'CELLSEAL_TEST_CONNECTION'") == "dbname=from_environment");
    for (const char* line : {"", "connection_file = 'nowhere'", "connection_env = 'CELLSEAL_TEST_NOWHERE'"})
        BOOST_CHECK_EXCEPTION((void)given(line), error, [](const error& e) { return e.code() == errc::bad_setting; });
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_relative_path_starts_from_the_folder_of_the_settings_file)
{
    const auto path = [](const char* given) {
        return config::parse_settings(std::string{"[key]\npath = '"} + given + "'", "/etc/crm/cellseal.toml").key.path;
    };
    ::setenv("HOME", "/home/ada", 1);
    BOOST_TEST(path("crm.key") == "/etc/crm/crm.key");
    BOOST_TEST(path("/var/keys/crm.key") == "/var/keys/crm.key");
    BOOST_TEST(path("~/crm.key") == "/home/ada/crm.key");
}

BOOST_AUTO_TEST_SUITE_END()
