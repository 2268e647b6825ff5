// Settings of a server's session that change how it reads texts, and what other connections do to the schema.
#include <boost/test/unit_test.hpp>

#include "plugin/statements/refusal.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct settings : people {
    [[nodiscard]] bool speaks(dialect which) const
    {
        return engine->options().language.value_or(*dialect_of_backend(backend)) == which;
    }
    [[nodiscard]] bool is_postgresql() const
    {
        if (!speaks(dialect::postgres)) left_out("settings and schemas of PostgreSQL", "they are that server's");
        return speaks(dialect::postgres);
    }
    [[nodiscard]] bool is_mariadb() const
    {
        if (backend != "mysql") left_out("settings of MariaDB", "they are that server's");
        return backend == "mysql";
    }
    const std::string backend = plain.get_backend_name();
    void natively(const std::string& statement) { soci_orm::native(sql) << statement; }

    /// A session that asks before each statement whether the schema is still the same.
    soci_orm::sealing_backend_factory watchful{
        engine->factory(), registry, keys,
        soci_orm::session_options{
            .limits = {}, .language = engine->options().language, .schema_age = std::chrono::milliseconds(0), .on_connect = {}}};
    std::string note;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(session_settings_on_servers, settings)

BOOST_AUTO_TEST_CASE(strings_with_escapes_everywhere_are_refused_on_postgresql)
{
    if (!is_postgresql()) return;
    // The server's own client library tells at once; over ODBC it is seen when the schema is looked at again.
    soci::session asking(watchful, engine->connect_string());
    soci::session& session = backend == "odbc" ? asking : sql;
    const std::string insertion = "insert into person(id, note) values(:id, :n)";
    const std::string value = "y";
    int id = 1;
    session << insertion, soci::use(id), soci::use(value);
    soci_orm::native(session) << "set standard_conforming_strings = off";
    id = 2;
    BOOST_CHECK_EXCEPTION((session << insertion, soci::use(id), soci::use(value)), error,
                          refused_with(errc::bad_setting, {"standard_conforming_strings", "on"}));
    soci_orm::native(session) << "set standard_conforming_strings = on";
    session << insertion, soci::use(id), soci::use(value);
    BOOST_TEST(read<std::string>(2, "note") == "y");
}

BOOST_AUTO_TEST_CASE(they_are_refused_from_the_first_statement_and_after_a_reconnect)
{
    if (!is_postgresql()) return;
    plain << "alter role postgres set standard_conforming_strings = off";
    sql.reconnect();
    const auto refused = refused_with(errc::bad_setting, {"standard_conforming_strings"});
    BOOST_CHECK_EXCEPTION(insert(1, "note", std::string("x")), error, refused);
    plain << "alter role postgres reset standard_conforming_strings";
    sql.reconnect();
    insert(1, "note", std::string("x"));
}

BOOST_AUTO_TEST_CASE(an_encoding_that_hides_quotes_in_characters_is_refused)
{
    if (backend == "sqlite3" || backend == "odbc")
        return left_out("encodings of the client", "SQLite has none, and an ODBC driver sets its own");
    natively(backend == "mysql" ? "set names sjis" : "set client_encoding = 'SJIS'");
    BOOST_CHECK_EXCEPTION(insert(1, "note", std::string("x")), error, refused_with(errc::bad_setting, {"haracter"}));
}

BOOST_AUTO_TEST_CASE(quotes_around_names_are_followed_on_mysql)
{
    if (!is_mariadb()) return;
    const std::string value = "x";
    BOOST_CHECK_THROW((sql << "insert into \"person\"(id, \"note\") values(1, :n)", soci::use(value)),
                      statement_refused);
    natively("set sql_mode = 'ANSI_QUOTES'");
    sql << "insert into \"person\"(id, \"note\") values(1, :n)", soci::use(value);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(read<std::string>(1, "note") == "x");
    natively("set sql_mode = ''");
    BOOST_CHECK_THROW((sql << "insert into \"person\"(id, \"note\") values(2, :n)", soci::use(value)),
                      statement_refused);
}

BOOST_AUTO_TEST_CASE(backslashes_without_meaning_are_followed_on_mysql)
{
    if (!is_mariadb()) return;
    natively("set sql_mode = 'NO_BACKSLASH_ESCAPES'");
    const std::string value = "a\\'b";
    // SOCI's own scanner goes on escaping: where the two differ, the text is refused.
    BOOST_CHECK_THROW((sql << "update person set full_name = 'a\\', note = :n where id = 1", soci::use(value)), error);
    sql << "insert into person(id, full_name, note) values(1, 'a\\b', :n)", soci::use(value);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(read<std::string>(1, "note") == value);
    BOOST_TEST(read<std::string>(1, "full_name") == "a\\b");
}

BOOST_AUTO_TEST_CASE(other_ways_to_read_a_statement_are_refused_on_mysql)
{
    if (!is_mariadb()) return;
    for (const char* each : {"HIGH_NOT_PRECEDENCE", "ORACLE", "MSSQL"}) {
        soci::session fresh(watchful, engine->connect_string());
        soci_orm::native(fresh) << "set sql_mode = '" + std::string(each) + "'";
        BOOST_CHECK_EXCEPTION((fresh << "select note from person", soci::into(note)), error,
                              refused_with(errc::bad_setting, {each}));
    }
}

BOOST_AUTO_TEST_CASE(concatenation_by_pipes_changes_nothing_that_is_understood)
{
    if (!is_mariadb()) return;
    natively("set sql_mode = 'PIPES_AS_CONCAT'");
    insert(1, "email", std::string("ada@example.org"));
    const std::string wanted = "ada@example.org";
    int id = 0;
    BOOST_CHECK_THROW((sql << "select id from person where email = :e || 'x'", soci::use(wanted), soci::into(id)),
                      statement_refused);
    sql << "select id from person where email = :e and full_name || 'x' is null", soci::use(wanted), soci::into(id);
    BOOST_TEST(id == 1);
}

BOOST_AUTO_TEST_CASE(a_prepared_statement_follows_settings_that_change_before_it_runs)
{
    if (!is_mariadb()) return;
    const std::string value = "x";
    soci::statement insertion =
        (sql.prepare << "insert into person(id, full_name, note) values(1, \"note\", :n)", soci::use(value));
    natively("set sql_mode = 'ANSI_QUOTES'");  // Now "note" would be a column.
    BOOST_CHECK_THROW(insertion.execute(true), error);
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(tables_that_differ_in_letter_case_only_are_refused_on_mysql)
{
    if (!is_mariadb()) return;
    plain << "create table Person(id integer, note text)";
    sql.reconnect();
    BOOST_CHECK_EXCEPTION(insert(1, "note", std::string("x")), error,
                          refused_with(errc::bad_schema, {"Person", "person"}));
}

BOOST_AUTO_TEST_CASE(the_search_path_says_which_table_a_name_means)
{
    if (!is_postgresql()) return;
    plain << "create schema elsewhere";
    plain << "create table elsewhere.person(id integer primary key, note text)";
    const std::string value = "in the open";
    sql << "insert into elsewhere.person(id, note) values(1, :n)", soci::use(value);
    plain << "select note from elsewhere.person", soci::into(note);
    BOOST_TEST(note == value);

    std::string own;
    plain << "select current_schema()", soci::into(own);
    sql << "insert into " + own + ".person(id, note) values(1, :n)", soci::use(value);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_CHECK_THROW((sql << "insert into nowhere.person(id, note) values(1, :n)", soci::use(value)),
                      statement_refused);
    plain << "drop schema elsewhere cascade";
}

BOOST_AUTO_TEST_CASE(a_dialect_that_is_not_the_database_s_is_refused_over_odbc)
{
    if (backend != "odbc") return left_out("a wrong dialect", "SOCI's name of the backend tells whose SQL it is");
    const soci_orm::session_options mistaken{
        .limits = {}, .language = speaks(dialect::sqlite) ? dialect::postgres : dialect::sqlite, .on_connect = {}};
    const soci_orm::sealing_backend_factory wrong(engine->factory(), registry, keys, mistaken);
    BOOST_CHECK_EXCEPTION(soci::session(wrong, engine->connect_string()), error,
                          refused_with(errc::bad_setting, {"dialect", std::string(name_of(*mistaken.language))}));
}

BOOST_AUTO_TEST_CASE(a_view_made_by_another_connection_is_noticed)
{
    soci::session session(watchful, engine->connect_string());
    int number = 0;
    session << "select count(*) from person", soci::into(number);
    plain << "create view everyone as select id, note from person";
    BOOST_CHECK_THROW((session << "select note from everyone", soci::into(note)), statement_refused);
}

BOOST_AUTO_TEST_CASE(tables_that_share_rows_with_a_protected_one_are_refused)
{
    if (!is_postgresql()) return;
    plain << "create table young() inherits (person)";
    plain << "create rule copies as on insert to log do also insert into person(id, note) values(new.id, new.message)";
    plain << "create materialized view kept as select note from person";
    sql.reconnect();
    const std::string value = "x";
    for (const char* each : {"insert into young(id, note) values(1, :v)", "insert into log(id, message) values(1, :v)",
                             "update kept set note = :v"})
        BOOST_CHECK_THROW((sql << each, soci::use(value)), statement_refused);
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(a_table_whose_trigger_reaches_a_protected_one_is_read_but_not_written)
{
    if (speaks(dialect::postgres)) {
        plain << "create function copy() returns trigger language plpgsql as $$ begin insert into person(id, note) "
                 "values(new.id, new.message); return new; end $$";
        plain << "create trigger copying after insert on log for each row execute function copy()";
    } else {
        plain << std::string("create trigger copying after insert on log for each row ") +
                     (speaks(dialect::sqlite) ? "begin insert into person(id, note) values(new.id, new.message); end"
                                   : "insert into person(id, note) values(new.id, new.message)");
    }
    sql.reconnect();
    const std::string value = "x";
    int number = 0;
    BOOST_CHECK_THROW((sql << "insert into log(id, message) values(1, :v)", soci::use(value)), statement_refused);
    sql << "select count(*) from log", soci::into(number);
    BOOST_TEST(number == 0);
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
