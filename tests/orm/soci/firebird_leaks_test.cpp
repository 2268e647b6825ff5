// Where plaintext could leak to on Firebird: the database's file, the trace of all statements with their parameters,
// the server's log, the texts of errors, and what a core dump would hold. Each look is made without protection, too,
// and has to find what it looks for.
#include <functional>
#include <utility>

#include "tests/orm/soci/firebird_database.h"
#include "tests/orm/soci/left_in_memory.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

using path = std::function<void(soci::session&, int id, const std::string& value)>;

void insert_as(soci::session& sql, int id, const std::string& value)
{
    sql << "insert into person(id, email, note) values(:id, :e, :n)", soci::use(id, "id"), soci::use(value, "e"),
        soci::use(value, "n");
}

/// Every path that a value goes to or is looked for on.
const std::vector<std::pair<std::string, path>>& paths()
{
    static const std::vector<std::pair<std::string, path>> all = {
        {"one-time", insert_as},
        {"prepared",
         [](auto& sql, int id, auto& value) {
             soci::statement insert =
                 (sql.prepare << "insert into person(id, note) values(:id, :n)", soci::use(id), soci::use(value));
             insert.execute(true);
         }},
        {"vectors",
         [](auto& sql, int id, auto& value) {
             const std::vector<int> ids = {id, id + 1};
             const std::vector<std::string> values = {value, value};
             sql << "insert into person(id, note) values(:id, :n)", soci::use(ids), soci::use(values);
         }},
        {"entity",
         [](auto& sql, int id, auto& value) {
             soci_orm::insert(sql, member{id, "x", value, value, {}, {}, value});
         }},
        {"bulk entities",
         [](auto& sql, int id, auto& value) {
             soci_orm::insert_all(sql, std::vector<member>{{id, "x", value, value, {}, {}, value},
                                                           {id + 1, "x", value, value, {}, {}, value}});
         }},
        {"update",
         [](auto& sql, int id, auto& value) {
             insert_as(sql, id, "before");
             sql << "update person set note = :n where id = :id", soci::use(value, "n"), soci::use(id, "id");
         }},
        {"look-up",
         [](auto& sql, int id, auto& value) {
             insert_as(sql, id, value);
             std::string found;
             sql << "select note from person where email = :e", soci::use(value), soci::into(found);
             sql << "delete from person where email = :e", soci::use(value);
         }},
        {"rows",
         [](auto& sql, int id, auto& value) {
             insert_as(sql, id, value);
             soci::rowset<soci::row> rows = (sql.prepare << "select * from person where id = :id", soci::use(id));
             for (const soci::row& each : rows) (void)each.template get<std::string>("NOTE");
         }},
        {"rolled back",
         [](auto& sql, int id, auto& value) {
             sql.commit();
             sql.begin();
             insert_as(sql, id, value);
             sql.rollback();
             sql.begin();
         }},
    };
    return all;
}

/// SOCI's backend binds no number to the text column that a sealed one lies in, not even NULL.
bool plain_can(const std::string& name) { return name != "entity" && name != "bulk entities"; }

struct firebird_leaks : firebird {
    soci::session plain{*soci::factory_firebird(), connect};

    /// The same paths, each ended by an error of the database; gives all their texts.
    std::string complaints(soci::session& session, const std::string& value)
    {
        std::string all;
        int id = 900;
        for (const auto& [name, run] : paths()) {
            if (name == "rolled back") continue;
            session << "insert into person(id) values(:id)", soci::use(id);
            try {
                run(session, id, value);
                all += "no error\n";
            } catch (const std::exception& problem) {
                all += name + ": " + problem.what() + "\n";
            }
            id += 2;
        }
        session.rollback();
        session.begin();
        return all;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(firebird_leaks_test, firebird_leaks)

BOOST_AUTO_TEST_CASE(no_file_and_no_log_holds_plaintext_from_any_path)
{
    int id = 0;
    for (const auto& [name, run] : paths()) run(sql, id += 10, "leak-sealed-" + name + "-end");
    sql.commit();
    for (const auto& [name, run] : paths())
        if (plain_can(name)) run(plain, id += 10, "leak-open-" + name + "-end");
    plain.commit();

    const std::string data = file("test.fdb");
    const std::string trace = file("trace.log");
    BOOST_TEST(data.find("leak-sealed") == std::string::npos);
    BOOST_TEST(trace.find("leak-sealed") == std::string::npos);
    BOOST_TEST(content_of("/var/log/firebird/firebird3.0.log").find("leak-sealed") == std::string::npos);
    BOOST_TEST(data.find("leak-open-one-time") != std::string::npos);
    for (const auto& [name, run] : paths())
        if (plain_can(name)) BOOST_TEST(trace.find("leak-open-" + name) != std::string::npos, name);
    BOOST_TEST(trace.find("_cs1") != std::string::npos);
    sql.begin();
}

BOOST_AUTO_TEST_CASE(no_error_of_any_path_shows_plaintext)
{
    const std::string open = complaints(plain, "leak-open");
    const std::string sealed = complaints(sql, "leak-sealed");
    BOOST_TEST_MESSAGE(sealed);
    BOOST_TEST(sealed.find("leak-sealed") == std::string::npos);
    BOOST_TEST(sealed.find("_cs1") == std::string::npos);
    BOOST_TEST(sealed.find("no error") == std::string::npos);
    BOOST_TEST(open.find("leak-open") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_plaintext_is_left_in_memory_after_a_value_was_written_or_read)
{
    if (!memory_can_be_searched()) return;
    BOOST_TEST(left_after([&](std::string& value) { insert_as(sql, 1, value); }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   std::vector<std::string> values = {value, value};
                   const std::vector<int> ids = {2, 3};
                   sql << "insert into person(id, note) values(:id, :n)", soci::use(ids), soci::use(values);
                   for (std::string& each : values) forget(each);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   member one{4, "x", value, value, 1, {}, {}};
                   soci_orm::insert(sql, one);
                   forget(one);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   insert_as(sql, 5, value);
                   std::string found;
                   sql << "select note from person where email = :e", soci::use(value), soci::into(found);
                   BOOST_CHECK(found == value);
                   forget(found);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   const soci_orm::secret<std::string> note(value);
                   BOOST_CHECK_THROW((sql << "insert into person(id, note) values(1, :n)", soci::use(note)),
                                     soci::soci_error);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) { insert_as(plain, 6, value); }) > 0u);  // The engine's own pages.
    plain.rollback();
}

BOOST_AUTO_TEST_SUITE_END()
