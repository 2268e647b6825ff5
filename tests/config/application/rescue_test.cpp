// With an export and the database alone: no application, no settings.
#include <fstream>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "config/command/settings_services.h"
#include "config/include/cellseal/config.h"
#include "plugin/include/cellseal/admin.h"
#include "tests/scratch_folder.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

const admin_caller ada{"ada", "leaving"};
const role_authorizer who_may{[](const std::string&) { return std::vector<std::string>{"System Administrator"}; }};

struct left_behind {
    scratch_folder folder;
    std::string database = (folder.path / "crm.db").string();
    secret_bytes exported;
    config::settings_services services;

    left_behind()
    {
        const auto settings =
            folder.file("cellseal.toml",
                        "organisation = \"contoso\"\n[database]\nbackend = \"sqlite3\"\n"
                        "connection = \"dbname=" +
                            database +
                            " timeout=10\"\n[key]\npath = \"contoso.sealkey\"\n[[table]]\nname = \"contact\"\n"
                            "key = \"id\"\nattribute = [\"email\", { name = \"photo\", type = \"bytes\", "
                            "stored = \"bytes\" }, { name = \"credit\", type = \"int64\" }, { name = "
                            "\"pin\", read = \"write_only\", row_bound = true }]\n");
        auto app = config::load(settings.string());
        app.on_message([](const std::string&) {});
        soci::session sql = app.open_session();
        sql << "create table contact(id integer primary key, name text, email text, photo blob, credit text, pin text)";
        insert(sql, 1, "Ada", "ada@example.org", 1200, "1815");
        insert(sql, 2, "a \"quoted\", name\nin two lines", "grace@example.org", -5, "1906");
        sql << "insert into contact(id, name, email) values(3, '', null)";
        const secret_bytes text =
            app.administration(who_may, [](const admin_request&) { return true; }).export_key(ada);
        exported = secret_bytes(text.expose(), *std::pmr::new_delete_resource());
        std::filesystem::remove(settings);
        std::filesystem::remove(folder.path / "contoso.sealkey");
    }
    static void insert(soci::session& sql, int id, const std::string& name, const std::string& email, long long credit,
                       const std::string& pin)
    {
        sql << "insert into contact(id, name, email, credit, pin) values(:i, :n, :e, :c, :p)", soci::use(id),
            soci::use(name), soci::use(email), soci::use(credit), soci::use(pin);
    }
    rescue_report rescue(std::string& into)
    {
        return services.rescue(exported, {"", database, "cellseal_"}, "contact",
                               [&](std::string_view part) { into += part; });
    }
    void damage(const std::string& sql_text)
    {
        soci::session plain("sqlite3", "dbname=" + database);
        plain << sql_text;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rescue_test, left_behind)

BOOST_AUTO_TEST_CASE(a_table_is_written_in_plain_with_null_and_empty_told_apart)
{
    std::string csv;
    const rescue_report report = rescue(csv);
    BOOST_CHECK_EQUAL(csv,
                      "id,name,email,photo,credit,pin\r\n"
                      "1,Ada,ada@example.org,,1200,1815\r\n"
                      "2,\"a \"\"quoted\"\", name\nin two lines\",grace@example.org,,-5,1906\r\n"
                      "3,\"\",,,,\r\n");
    BOOST_CHECK_EQUAL(report.rows, 3U);
    BOOST_CHECK_EQUAL(report.opened, 6U);
    BOOST_CHECK_EQUAL(report.failed, 0U);
}

BOOST_AUTO_TEST_CASE(what_does_not_open_is_written_as_it_is_stored_and_named)
{
    damage("update contact set pin = (select pin from contact where id = 1) where id = 2");
    damage("update contact set email = 'plain@example.org' where id = 1");
    std::string csv;
    const rescue_report report = rescue(csv);
    BOOST_CHECK_EQUAL(report.failed, 1U);
    BOOST_CHECK_EQUAL(report.plain, 1U);
    BOOST_REQUIRE_EQUAL(report.findings.size(), 1U);
    BOOST_CHECK_EQUAL(report.findings[0], "contact.pin, id 2: tampered");
    BOOST_CHECK(csv.find("2,\"a \"\"quoted\"\", name\nin two lines\",grace@example.org,,-5,_cs1") != std::string::npos);
    BOOST_CHECK(csv.find("1,Ada,plain@example.org,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_is_private_and_nothing_is_overwritten)
{
    const std::string file = (folder.path / "contact.csv").string();
    const rescue_report report = services.rescue(exported, {"", database, "cellseal_"}, "contact", file);
    BOOST_CHECK_EQUAL(report.rows, 3U);
    BOOST_CHECK_EQUAL(scratch_folder::mode(file), 0600U);
    BOOST_CHECK_EXCEPTION(services.rescue(exported, {"", database, "cellseal_"}, "contact", file), error,
                          refused_with(errc::key_source_unreadable, {"contact.csv"}));
}

BOOST_AUTO_TEST_CASE(a_wrong_key_and_a_table_that_is_not_there_are_named)
{
    const std::string wrong = "correct horse 7!";
    std::string csv;
    BOOST_CHECK_EXCEPTION(
        services.rescue(secret_bytes(bytes_of(wrong), *std::pmr::new_delete_resource()), {"", database, "cellseal_"},
                        "contact", [&](std::string_view part) { csv += part; }),
        error, refused_with(errc::wrong_passphrase));
    BOOST_CHECK_EXCEPTION(
        services.rescue(exported, {"", database, "cellseal_"}, "contacts", [&](std::string_view part) { csv += part; }),
        error, refused_with(errc::bad_schema, {"contacts"}));
    BOOST_CHECK_EQUAL(csv, "");
}

BOOST_AUTO_TEST_CASE(key_test_says_how_many_values_open)
{
    const auto found = services.test_key(exported, {"", database, "cellseal_"});
    BOOST_CHECK_EQUAL(found.tried, 6U);
    BOOST_CHECK_EQUAL(found.opened, 6U);
    damage("update contact set pin = (select pin from contact where id = 1) where id = 2");
    BOOST_CHECK_EQUAL(services.test_key(exported, {"", database, "cellseal_"}).findings.at(0),
                      "contact.pin, id 2: tampered");
}

BOOST_AUTO_TEST_SUITE_END()
