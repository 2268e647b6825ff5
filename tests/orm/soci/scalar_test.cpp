// One value at a time: every exchange type, NULL, indicators, prepared and one-time statements.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(scalar_test, people)

BOOST_AUTO_TEST_CASE(a_string_is_stored_sealed_and_read_back)
{
    insert(1, "note", std::string("met at the fair"));

    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(stored("note", 1).find("fair") == std::string::npos);
    BOOST_TEST(read<std::string>(1, "note") == "met at the fair");
}

BOOST_AUTO_TEST_CASE(equal_values_of_a_randomised_attribute_are_stored_differently)
{
    insert(1, "note", std::string("same"));
    insert(2, "note", std::string("same"));

    BOOST_TEST(stored("note", 1) != stored("note", 2));
}

BOOST_AUTO_TEST_CASE(every_type_of_number_comes_back_as_it_was)
{
    insert(1, "age", short{-7});
    BOOST_TEST(read<short>(1, "age") == -7);
    insert(2, "age", 42);
    BOOST_TEST(read<int>(2, "age") == 42);
    insert(3, "age", std::numeric_limits<long long>::min());
    BOOST_TEST(read<long long>(3, "age") == std::numeric_limits<long long>::min());
    insert(4, "serial", std::numeric_limits<unsigned long long>::max());
    BOOST_TEST(read<unsigned long long>(4, "serial") == std::numeric_limits<unsigned long long>::max());
    insert(5, "height", 1.7300000000000002);
    BOOST_TEST(read<double>(5, "height") == 1.7300000000000002);
    insert(6, "active", 1);
    BOOST_TEST(read<int>(6, "active") == 1);
    for (int id = 1; id <= 3; ++id) BOOST_TEST(looks_sealed(stored("age", id)));
    BOOST_TEST(looks_sealed(stored("serial", 4)));
    BOOST_TEST(looks_sealed(stored("height", 5)));
    BOOST_TEST(looks_sealed(stored("active", 6)));
}

BOOST_AUTO_TEST_CASE(a_character_a_date_and_a_decimal_come_back_as_they_were)
{
    insert(1, "note", 'x');
    BOOST_TEST(read<char>(1, "note") == 'x');

    insert(2, "born", date(1985, 7, 31, 23, 59, 58));
    const auto born = read<std::tm>(2, "born");
    BOOST_TEST(born.tm_year == 85);
    BOOST_TEST(born.tm_mon == 6);
    BOOST_TEST(born.tm_mday == 31);
    BOOST_TEST(born.tm_hour == 23);
    BOOST_TEST(born.tm_min == 59);
    BOOST_TEST(born.tm_sec == 58);
    BOOST_TEST(born.tm_wday == 3);

    insert(3, "balance", std::string("12.50"));
    BOOST_TEST(read<std::string>(3, "balance") == "12.50");
}

BOOST_AUTO_TEST_CASE(long_strings_and_xml_come_back_as_they_were)
{
    const std::string text(engine->name() == "odbc-sqlite" ? 5'000 : 100'000, 'l');
    insert(1, "note", soci::long_string{text});
    BOOST_TEST(read<soci::long_string>(1, "note").value == text);
    insert(2, "note", soci::xml_type{"<a/>"});
    BOOST_TEST(read<soci::xml_type>(2, "note").value == "<a/>");
}

BOOST_AUTO_TEST_CASE(awkward_strings_come_back_byte_for_byte)
{
    const std::string awkward[] = {"", std::string("a\0b", 3), "\xFF\xFE", "Zo\xC3\xAB \xF0\x9F\x94\x91", "_cs1",
                                   "'; drop table person; --"};
    int id = 0;
    for (const std::string& each : awkward) {
        insert(++id, "note", each);
        BOOST_TEST(looks_sealed(stored("note", id)));
        BOOST_TEST(read<std::string>(id, "note") == each);
    }
}

BOOST_AUTO_TEST_CASE(a_value_is_converted_where_nothing_is_lost)
{
    insert(1, "age", std::string("42"));
    BOOST_TEST(read<int>(1, "age") == 42);
    BOOST_TEST(read<std::string>(1, "age") == "42");
    insert(2, "note", 17);
    BOOST_TEST(read<std::string>(2, "note") == "17");
    BOOST_TEST(read<int>(2, "note") == 17);
    insert(3, "born", std::string("2026-03-01 09:30:00"));
    BOOST_TEST(read<std::string>(3, "born") == "2026-03-01 09:30:00");
    insert(4, "height", 2);
    BOOST_TEST(read<double>(4, "height") == 2.0);
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_fit_the_attribute_is_refused_and_nothing_is_stored)
{
    BOOST_CHECK_EXCEPTION(insert(1, "age", std::string("forty")), error,
                          refused_with(errc::type_mismatch, {"person.age"}));
    BOOST_CHECK_EXCEPTION(insert(1, "active", 2), error, refused_with(errc::type_mismatch));
    BOOST_CHECK_EXCEPTION(insert(1, "born", date(2026, 2, 30)), error, refused_with(errc::type_mismatch));
    BOOST_CHECK_EXCEPTION(insert(1, "age", 0.5), error, refused_with(errc::type_mismatch));
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_fit_the_variable_is_an_error_and_not_cut_off)
{
    insert(1, "age", 70'000);
    BOOST_CHECK_EXCEPTION((void)read<short>(1, "age"), error, refused_with(errc::type_mismatch, {"person.age"}));
    insert(2, "note", std::string("text"));
    BOOST_CHECK_EXCEPTION((void)read<int>(2, "note"), error, refused_with(errc::type_mismatch));
}

BOOST_AUTO_TEST_CASE(null_stays_null_and_sets_the_indicator)
{
    const std::string note = "unused";
    soci::indicator state = soci::i_null;
    sql << "insert into person(id, note) values(1, :note)", soci::use(note, state);
    BOOST_TEST(stored_as_null("note", 1));

    std::string found = "as it was";
    soci::indicator given = soci::i_ok;
    sql << "select note from person where id = 1", soci::into(found, given);
    BOOST_TEST(given == soci::i_null);
    BOOST_TEST(found == "as it was");

    insert(2, "note", std::string("there"));
    sql << "select note from person where id = 2", soci::into(found, given);
    BOOST_TEST(given == soci::i_ok);
    BOOST_TEST(found == "there");
}

BOOST_AUTO_TEST_CASE(null_without_an_indicator_gives_the_error_that_soci_gives)
{
    const auto message = [](soci::session& session) {
        try {
            std::string found;
            session << "select note from person where id = 1", soci::into(found);
        } catch (const soci::soci_error& thrown) {
            return thrown.get_error_message();
        }
        return std::string("no error");
    };
    plain << "insert into person(id) values(1)";

    BOOST_TEST(message(sql) == message(plain));
}

BOOST_AUTO_TEST_CASE(a_prepared_insert_seals_the_values_of_each_execution)
{
    int id = 0;
    std::string note;
    soci::indicator state = soci::i_ok;
    soci::statement insert_one =
        (sql.prepare << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note, state));
    for (const char* each : {"one", "two", ""}) {
        ++id;
        note = each;
        state = note.empty() ? soci::i_null : soci::i_ok;
        insert_one.execute(true);
    }

    BOOST_TEST(read<std::string>(1, "note") == "one");
    BOOST_TEST(read<std::string>(2, "note") == "two");
    BOOST_TEST(stored_as_null("note", 3));
}

BOOST_AUTO_TEST_CASE(a_prepared_select_opens_row_by_row_and_again_when_executed_anew)
{
    for (int id = 1; id <= 3; ++id) insert(id, "note", "note " + std::to_string(id));
    std::string note;
    int from = 1;
    soci::statement all =
        (sql.prepare << "select note from person where id >= :from order by id", soci::use(from), soci::into(note));

    std::string seen;
    all.execute();
    while (all.fetch()) seen += note + ";";
    from = 3;
    all.execute();
    while (all.fetch()) seen += note + ";";

    BOOST_TEST(seen == "note 1;note 2;note 3;note 3;");
}

BOOST_AUTO_TEST_CASE(elements_can_be_taken_out_and_bound_anew)
{
    int id = 1;
    std::string note = "first";
    soci::statement insert_one(sql);
    insert_one.exchange(soci::use(id));
    insert_one.exchange(soci::use(note));
    insert_one.alloc();
    insert_one.prepare("insert into person(id, note) values(:id, :note)");
    insert_one.define_and_bind();
    insert_one.execute(true);
    insert_one.bind_clean_up();
    int other_id = 2;
    std::string other_note = "second";
    insert_one.exchange(soci::use(other_id));
    insert_one.exchange(soci::use(other_note));
    insert_one.define_and_bind();
    insert_one.execute(true);

    BOOST_TEST(read<std::string>(1, "note") == "first");
    BOOST_TEST(read<std::string>(2, "note") == "second");
}

BOOST_AUTO_TEST_CASE(a_statement_given_a_protected_text_after_a_plain_one_does_not_reuse_plain_elements)
{
    int id = 1;
    std::string text = "in the open";
    soci::statement both(sql);
    both.exchange(soci::use(id));
    both.exchange(soci::use(text));
    both.alloc();
    both.prepare("insert into log(id, message) values(:id, :message)");
    both.define_and_bind();
    both.execute(true);
    both.prepare("insert into person(id, note) values(:id, :note)");

    BOOST_CHECK_THROW((both.define_and_bind(), both.execute(true)), std::exception);
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(a_parameter_that_nobody_bound_is_an_error_and_not_null)
{
    soci::statement insert_one = (sql.prepare << "insert into person(id, note) values(1, :note)");
    BOOST_CHECK_EXCEPTION(insert_one.execute(true), error, refused_with(errc::statement_refused, {":note"}));
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(one_name_used_twice_is_one_parameter)
{
    insert(1, "email", std::string("ada@example.org"));
    insert(2, "email", std::string("bob@example.org"));
    const std::string email = "bob@example.org";
    int id = 0;
    sql << "select id from person where email = :e or email = :e", soci::use(email, "e"), soci::into(id);

    BOOST_TEST(id == 2);
}

BOOST_AUTO_TEST_CASE(an_update_seals_what_it_writes_and_counts_its_rows)
{
    for (int id = 1; id <= 3; ++id) insert(id, "note", std::string("old"));
    const std::string note = "new";
    const int from = 2;
    soci::statement update =
        (sql.prepare << "update person set note = :note where id >= :from", soci::use(note), soci::use(from));
    update.execute(true);

    BOOST_TEST(update.get_affected_rows() == 2);
    BOOST_TEST(read<std::string>(1, "note") == "old");
    BOOST_TEST(read<std::string>(3, "note") == "new");
    BOOST_TEST(looks_sealed(stored("note", 3)));
}

BOOST_AUTO_TEST_CASE(the_last_insert_id_is_the_row_s)
{
    const std::string note = "counted";
    sql << "insert into person(note) values(:note)", soci::use(note);
    long long id = 0;
    if (!plain.get_last_insert_id("person", id)) {
        BOOST_TEST(!sql.get_last_insert_id("person", id));
        return left_out("last insert id", "SOCI's backend tells none");
    }
    BOOST_TEST(sql.get_last_insert_id("person", id));

    BOOST_TEST(read<std::string>(static_cast<int>(id), "note") == "counted");
}

BOOST_AUTO_TEST_SUITE_END()
