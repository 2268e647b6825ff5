// One-time statements that come again: what SQLite compiled for the first serves the next, and holds nothing meanwhile.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include "adapters/orm/soci/sqlite_of_soci.h"
#include "plugin/error/error.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct one_time : people {
    [[nodiscard]] bool applies() const { return engine->name() == "sqlite"; }

    [[nodiscard]] sqlite_api::sqlite3* connection()
    {
        return static_cast<soci::sqlite3_session_backend&>(*soci_orm::native(sql).get_backend()).conn_;
    }

    /// Those that the connection holds now.
    [[nodiscard]] std::vector<sqlite_api::sqlite3_stmt*> compiled()
    {
        std::vector<sqlite_api::sqlite3_stmt*> found;
        sqlite_api::sqlite3_stmt* each = nullptr;
        while ((each = sqlite_api::sqlite3_next_stmt(connection(), each)) != nullptr) found.push_back(each);
        return found;
    }
};

std::size_t open_files(const std::string& name)
{
    std::size_t count = 0;
    for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        if (std::filesystem::read_symlink(each, gone).string() == name) ++count;
    }
    return count;
}

/// A declared view, letters(id, subject [plain], body), over letter(id, subject [plain], body).
std::shared_ptr<const attribute_registry> letters()
{
    attribute body;
    body.entity = body.table = "letter";
    body.name = body.column = "body";
    body.declared_at = "the test's registry";
    attribute_registry::builder builder;
    builder.add({.entity = "letter",
                 .schema = {},
                 .table = "letter",
                 .columns = {"id", "subject", "body"},
                 .key_columns = {"id"},
                 .attributes = {body},
                 .declared_at = "the test's registry"});
    builder.add(declared_view{{}, "letters", {{"id", ""}, {"subject", ""}, {"body", "letter.body"}}});
    return builder.build();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(statement_cache_test, one_time)

BOOST_AUTO_TEST_CASE(a_one_time_statement_that_comes_again_is_not_compiled_again)
{
    if (!applies()) return;
    insert(1, "note", std::string("first"));
    const auto kept = compiled();
    BOOST_TEST_REQUIRE(kept.size() == 1U);
    insert(2, "note", std::string("second"));
    BOOST_TEST((compiled() == kept));
    BOOST_TEST(sqlite_api::sqlite3_stmt_status(kept.front(), SQLITE_STMTSTATUS_RUN, 0) == 2);
    BOOST_TEST(read<std::string>(1, "note") == "first");
    BOOST_TEST(read<std::string>(2, "note") == "second");
}

BOOST_AUTO_TEST_CASE(what_is_kept_holds_no_lock_and_no_value)
{
    if (!applies()) return;
    insert(1, "note", std::string("first"));
    insert(2, "note", std::string("second"));
    std::string found;
    const int none = 0;
    sql << "select note from person where id > :id", soci::use(none), soci::into(found);  // More rows than were fetched.
    for (sqlite_api::sqlite3_stmt* each : compiled()) {
        BOOST_TEST(sqlite_api::sqlite3_stmt_busy(each) == 0);
        const std::unique_ptr<char, void (*)(void*)> text(sqlite_api::sqlite3_expanded_sql(each),
                                                          &sqlite_api::sqlite3_free);
        BOOST_TEST(std::string(text.get()).find("_cs1") == std::string::npos);
    }
    plain << "begin exclusive";
    plain << "drop table person";
    plain << "commit";
}

BOOST_AUTO_TEST_CASE(the_same_text_within_its_own_rows_has_a_statement_of_its_own)
{
    if (!applies()) return;
    for (int id = 1; id <= 3; ++id) insert(id, "note", "note " + std::to_string(id));
    const std::string text = "select note from person where id >= :id order by id";
    for (int round = 0; round < 2; ++round) {
        std::string outer;
        std::vector<std::string> seen;
        const int from = 1;
        const int from_second = 2;
        soci::statement rows = (sql.prepare << text, soci::use(from), soci::into(outer));
        rows.execute();
        while (rows.fetch()) {
            std::string inner;
            sql << text, soci::use(from_second), soci::into(inner);
            seen.push_back(outer + "/" + inner);
        }
        BOOST_TEST((seen == std::vector<std::string>{"note 1/note 2", "note 2/note 2", "note 3/note 2"}));
    }
}

BOOST_AUTO_TEST_CASE(of_many_texts_the_latest_are_kept)
{
    if (!applies()) return;
    insert(1, "note", std::string("kept"));
    for (int i = 0; i < 40; ++i) {
        std::string found;
        const int id = 1;
        sql << "select note from person where id = :id and " + std::to_string(i) + " = " + std::to_string(i),
            soci::use(id), soci::into(found);
        BOOST_TEST(found == "kept");
    }
    BOOST_TEST(compiled().size() == 16U);
}

BOOST_AUTO_TEST_CASE(a_failed_statement_serves_again)
{
    if (!applies()) return;
    insert(1, "note", std::string("first"));
    BOOST_CHECK_THROW(insert(1, "note", std::string("again")), soci::soci_error);
    insert(2, "note", std::string("second"));
    BOOST_TEST(compiled().size() == 1U);
    BOOST_TEST(read<std::string>(2, "note") == "second");
}

BOOST_AUTO_TEST_CASE(a_vector_and_a_variable_may_follow_each_other_in_the_same_text)
{
    if (!applies()) return;
    const std::string text = "insert into person(id, note) values(:id, :note)";
    std::vector<int> ids = {1, 2};
    std::vector<std::string> notes = {"one", "two"};
    sql << text, soci::use(ids), soci::use(notes);
    const int id = 3;
    const std::string note = "three";
    sql << text, soci::use(id), soci::use(note);
    std::vector<std::string> all(5);
    sql << "select note from person order by id", soci::into(all);
    BOOST_TEST((all == std::vector<std::string>{"one", "two", "three"}));
    std::string first;
    sql << "select note from person order by id", soci::into(first);
    BOOST_TEST(first == "one");
}

BOOST_AUTO_TEST_CASE(nothing_kept_holds_the_file_open_when_the_session_ends)
{
    if (!applies()) return;
    const std::string connect = engine->connect_string();
    const std::string file = connect.substr(7, connect.find(' ') - 7);  // Behind "dbname=".
    const std::size_t before = open_files(file);
    for (const bool under_it : {false, true}) {
        soci::session session(factory, connect);
        const std::string note = "kept";
        session << "insert into person(note) values(:n)", soci::use(note);
        BOOST_TEST(open_files(file) > before);
        if (under_it) soci_orm::native(session).close();
        session.close();
        BOOST_TEST(open_files(file) == before);
    }
}

BOOST_AUTO_TEST_CASE(a_view_that_another_connection_changes_under_a_statement_never_gives_what_is_stored)
{
    if (!applies()) return;
    plain << "create table letter(id integer primary key, subject text, body text)";
    plain << "create view letters as select id, subject, body from letter";
    const auto with_view = letters();
    const soci_orm::sealing_backend_factory sealing(engine->factory(), with_view,
                                                    std::make_shared<fixed_keyring>(with_view, crypto));
    soci::session session(sealing, engine->connect_string());
    const std::string body = "dear";
    session << "insert into letter(id, subject, body) values(1, 'greeting', :body)", soci::use(body);

    const std::string text = "select subject from letters where id = 1";
    std::string found;
    soci::statement prepared = (session.prepare << text, soci::into(found));
    prepared.execute();
    while (prepared.fetch()) BOOST_TEST(found == "greeting");
    session << text, soci::into(found);

    plain << "drop view letters";
    plain << "create view letters as select id, body as subject, subject as body from letter";
    found.clear();
    const auto disagreeing = [](const error& thrown) { return thrown.code() == errc::origin_mismatch; };
    BOOST_CHECK_EXCEPTION((prepared.execute(), prepared.fetch()), error, disagreeing);
    for (int again = 0; again < 3; ++again)
        BOOST_CHECK_EXCEPTION((session << text, soci::into(found)), error, disagreeing);
    BOOST_TEST(found == "");
}

BOOST_AUTO_TEST_SUITE_END()
