// Where plaintext could leak to: the database's files and logs at their loudest, SOCI's log, the texts of errors. Every
// look is made twice: through a sealing session, which leaves nothing, and without protection, where the look has to
// find what it looks for.
#include <boost/test/unit_test.hpp>

#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "tests/orm/soci/member.h"
#include "tests/orm/soci/people.h"
#include "tests/orm/soci/someone.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

using path = std::function<void(soci::session&, int id, const std::string& value)>;

void insert_as(soci::session& sql, int id, const std::string& value)
{
    sql << "insert into person(id, full_name, email, note) values(:id, 'x', :e, :n)", soci::use(id, "id"),
        soci::use(value, "e"), soci::use(value, "n");
}

/// Every path that a value goes to or is looked for on; the value is unlike any other.
const std::vector<std::pair<std::string, path>>& paths()
{
    static const std::vector<std::pair<std::string, path>> all = {
        {"one-time", [](auto& sql, int id, auto& value) { insert_as(sql, id, value); }},
        {"prepared",
         [](auto& sql, int id, auto& value) {
             soci::statement insert = (sql.prepare << "insert into person(id, note, phone) values(:id, :n, :p)",
                                       soci::use(id), soci::use(value), soci::use(value));
             insert.execute(true);
         }},
        {"vectors",
         [](auto& sql, int id, auto& value) {
             const std::vector<int> ids = {id, id + 1};
             const std::vector<std::string> values = {value, value};
             sql << "insert into person(id, note) values(:id, :n)", soci::use(ids), soci::use(values);
         }},
        {"values",
         [](auto& sql, int id, auto& value) {
             const someone one{id, "x", value, value};
             sql << insert_someone, soci::use(one);
         }},
        {"entity",
         [](auto& sql, int id, auto& value) {
             soci_orm::insert(sql, member{id, "x", value, value, 1, {}, value});
         }},
        {"bulk entities",
         [](auto& sql, int id, auto& value) {
             soci_orm::insert_all(sql, std::vector<member>{{id, "x", value, value, 1, {}, value},
                                                           {id + 1, "x", value, value, 1, {}, value}});
         }},
        {"update",
         [](auto& sql, int id, auto& value) {
             insert_as(sql, id, "before");
             sql << "update person set note = :n, password = :p where id = :id", soci::use(value, "n"),
                 soci::use(value, "p"), soci::use(id, "id");
         }},
        {"look-up",
         [](auto& sql, int id, auto& value) {
             soci_orm::insert(sql, member{id, "x", value, value, 1, {}, value});
             std::string found;
             sql << "select note from person where email = :e", soci::use(value), soci::into(found);
             for (const member& each : soci_orm::select_all(sql, where<&member::email> == value)) (void)each;
             sql << "delete from person where email = :e", soci::use(value);
         }},
        {"rows",
         [](auto& sql, int id, auto& value) {
             insert_as(sql, id, value);
             soci::rowset<soci::row> rows = (sql.prepare << "select * from person where id = :id", soci::use(id));
             for (const soci::row& each : rows) (void)each.template get<std::string>("note");
         }},
        {"rolled back",
         [](auto& sql, int id, auto& value) {
             soci::transaction undone(sql);
             insert_as(sql, id, value);
         }},
    };
    return all;
}

/// The same paths, each ended by an error of the database; gives all their texts.
std::string complaints(soci::session& sql, const std::string& value)
{
    std::string all;
    int id = 900;
    for (const auto& [name, run] : paths()) {
        if (name == "rolled back") continue;
        sql << "insert into person(id) values(:id)", soci::use(id);
        try {
            run(sql, id, value);
            all += "no error\n";
        } catch (const std::exception& problem) {
            all += name + ": " + problem.what() + "\n";
        }
        ++id;
    }
    // In the middle of reading, and of binding.
    const auto attempt = [&](const char* text) {
        try {
            int number = 0;
            sql << text, soci::use(value, "v"), soci::into(number);
            all += "no error\n";
        } catch (const std::exception& problem) {
            all += std::string(problem.what()) + "\n";
        }
    };
    attempt("select note from person where email = :v and nothing = 1");
    attempt("select no_such_column from person where email = :v");
    return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(leaks_test, people)

BOOST_AUTO_TEST_CASE(no_file_and_no_log_holds_plaintext_from_any_path)
{
    int id = 0;
    for (const auto& [name, run] : paths()) run(sql, id += 10, "leak-sealed-" + name + "-end");
    for (const auto& [name, run] : paths()) run(plain, id += 10, "leak-open-" + name + "-end");

    const auto places = engine->stored_places();
    for (const auto& [place, content] : places) {
        BOOST_TEST(content.find("leak-sealed-") == std::string::npos, place);
        // PostgreSQL keeps no journal of its own; SQLite takes its away at each commit.
        if (place == "journal") continue;
        for (const auto& [name, run] : paths())
            if (name == "one-time" || place == "server log")
                BOOST_TEST(content.find("leak-open-" + name) != std::string::npos, place + ", " + name);
    }
    if (engine->name() == "postgresql")
        for (const char* each : {"data", "write-ahead log", "server log"}) BOOST_TEST(places.contains(each), each);
    if (engine->name() == "mysql")
        for (const char* each : {"data", "redo log", "binary log", "server log"})
            BOOST_TEST(places.contains(each), each);
}

BOOST_AUTO_TEST_CASE(no_error_of_any_path_shows_plaintext)
{
    const std::string open = complaints(plain, "leak-open");
    sql << "delete from person";
    const std::string sealed = complaints(sql, "leak-sealed");
    BOOST_TEST_MESSAGE(sealed);
    BOOST_TEST(sealed.find("leaking") == std::string::npos);
    BOOST_TEST(sealed.find("_cs1") == std::string::npos);
    BOOST_TEST(sealed.find("no error") == std::string::npos);
    for (const char* name : {"one-time: ", "prepared: ", "values: "}) {
        const std::size_t from = open.find(name);
        BOOST_REQUIRE(from != std::string::npos);
        BOOST_TEST(
            open.substr(from, open.find("\n", open.find("with", from)) - from).find("leak-open") != std::string::npos,
            name);
    }
}

BOOST_AUTO_TEST_CASE(a_row_that_its_entity_cannot_hold_is_refused_without_the_values_that_found_it)
{
    const std::string needle = "leaking";
    insert(1, "email", needle);  // full_name is NULL, and no std::optional.
    member found;
    BOOST_CHECK_EXCEPTION((sql << "select * from person where email = :e", soci::use(needle), soci::into(found)),
                          soci::soci_error, [](const soci::soci_error& thrown) {
                              const std::string text = thrown.what();
                              return text.find("full_name") != std::string::npos &&
                                     text.find("leaking") == std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(the_logger_of_soci_sees_texts_and_no_values)
{
    std::ostringstream log;
    sql.set_log_stream(&log);
    int id = 0;
    for (const auto& [name, run] : paths()) run(sql, id += 10, "leaking " + name);
    sql.set_log_stream(nullptr);
    BOOST_TEST(log.str().find("insert into person") != std::string::npos);
    BOOST_TEST(log.str().find("leaking") == std::string::npos);

    const std::string in_text = "insert into log(message) values('leaking')";
    plain.set_log_stream(&log);
    plain << in_text;
    plain.set_log_stream(nullptr);
    BOOST_TEST(log.str().find("leaking") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
