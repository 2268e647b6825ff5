// What SOCI has from 4.1 on: integers of every width, wide strings, std::optional, blobs in rows, sessions that move,
// and values in the session's logger. Nothing of it with 4.0.
#include "adapters/orm/soci/soci_version.h"

#if CELLSEAL_SOCI_4_1

#include <boost/test/unit_test.hpp>
#include <limits>
#include <optional>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct since_4_1 : people {
    template <class Integer>
    void take_both_ends(const std::string& column)
    {
        const std::vector<Integer> ends = {std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
        const std::vector<int> ids = {1, 2};
        insert(3, column, ends[1]);
        BOOST_TEST(read<Integer>(3, column) == ends[1]);
        sql << "insert into person(id, " + column + ") values(:id, :n)", soci::use(ids), soci::use(ends);
        std::vector<Integer> found(3);
        sql << "select " + column + " from person where id < 3 order by id", soci::into(found);
        BOOST_TEST(found == ends, boost::test_tools::per_element());
        BOOST_TEST(looks_sealed(stored(column, 1)));
        plain << "delete from person";
    }
    std::string context_of(soci::session& session)
    {
        const std::string note = "needle";
        session << "insert into person(note) values(:n)", soci::use(note, "n");
        return session.get_last_query_context();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(soci_41_test, since_4_1)

BOOST_AUTO_TEST_CASE(integers_of_every_width_are_sealed_and_opened)
{
    take_both_ends<std::int8_t>("age");
    take_both_ends<std::int16_t>("age");
    take_both_ends<std::int32_t>("age");
    take_both_ends<std::int64_t>("age");
    take_both_ends<long long>("age");
    take_both_ends<std::uint8_t>("serial");
    take_both_ends<std::uint16_t>("serial");
    take_both_ends<std::uint32_t>("serial");
    take_both_ends<std::uint64_t>("serial");
}

BOOST_AUTO_TEST_CASE(a_number_that_does_not_fit_a_narrow_integer_is_refused)
{
    insert(1, "age", 300);
    BOOST_CHECK_EXCEPTION((void)read<std::int8_t>(1, "age"), error, refused_with(errc::type_mismatch, {"person.age"}));
}

BOOST_AUTO_TEST_CASE(wide_strings_are_stored_as_text)
{
    const std::wstring note = L"Gr\u00FC\u00DFe, \u65E5\u672C, \U0001F511";
    insert(1, "note", note);
    BOOST_TEST(read<std::string>(1, "note") == "Grüße, 日本, \xF0\x9F\x94\x91");
    BOOST_CHECK(read<std::wstring>(1, "note") == note);

    const std::vector<std::wstring> notes = {L"one", note};
    const std::vector<int> ids = {2, 3};
    sql << "insert into person(id, note) values(:id, :n)", soci::use(ids), soci::use(notes);
    std::vector<std::wstring> found(2);
    sql << "select note from person where id > 1 order by id", soci::into(found);
    BOOST_CHECK(found == notes);
}

BOOST_AUTO_TEST_CASE(a_wide_string_that_is_no_text_is_refused)
{
    const std::wstring no_text(1, static_cast<wchar_t>(0xD800));
    BOOST_CHECK_EXCEPTION(insert(1, "note", no_text), error, refused_with(errc::type_mismatch, {"person.note"}));
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(an_optional_is_null_or_sealed)
{
    insert(1, "note", std::optional<std::string>("there"));
    insert(2, "note", std::optional<std::string>());
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(stored_as_null("note", 2));
    BOOST_TEST((read<std::optional<std::string>>(1, "note") == "there"));
    BOOST_TEST((!read<std::optional<std::string>>(2, "note")));
}

BOOST_AUTO_TEST_CASE(bytes_in_a_row_are_a_blob_that_can_be_taken_out)
{
    const std::string bytes(
        "\x01\x00\xFF"
        "photo",
        8);
    insert(1, "photo", bytes);
    soci::row row;
    sql << "select photo from person", soci::into(row);
    BOOST_TEST((row.get_properties(0).get_db_type() == soci::db_blob));
    BOOST_TEST(row.get<std::string>(0) == bytes);
    soci::blob taken = row.move_as<soci::blob>(0);
    std::string found(taken.get_len(), ' ');
    taken.read_from_start(found.data(), found.size());
    BOOST_TEST(found == bytes);
}

BOOST_AUTO_TEST_CASE(a_session_that_was_moved_seals_as_before)
{
    soci::session opened(factory, engine->connect_string());
    soci::session moved(std::move(opened));
    const std::string note = "moved";
    moved << "insert into person(id, note) values(1, :n)", soci::use(note);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    std::string found;
    moved << "select note from person", soci::into(found);
    BOOST_TEST(found == "moved");
}

BOOST_AUTO_TEST_CASE(a_session_that_is_told_keeps_no_values_in_its_logger)
{
    soci::session untold(factory, engine->connect_string());
    BOOST_TEST(context_of(untold).find("needle") != std::string::npos);
    soci::session told(factory, engine->connect_string());
    soci_orm::keep_values_out_of_logs(told);
    BOOST_TEST(context_of(told) == "");
}

BOOST_AUTO_TEST_CASE(an_error_shows_no_values_also_where_the_session_was_not_told)
{
    soci::session untold(factory, engine->connect_string());
    const std::string note = "needle";
    insert(1, "note", std::string("there"));
    BOOST_CHECK_EXCEPTION(
        (untold << "insert into person(id, note) values(1, :n)", soci::use(note)), soci::soci_error,
        [](const soci::soci_error& thrown) { return std::string(thrown.what()).find("needle") == std::string::npos; });
}

BOOST_AUTO_TEST_SUITE_END()

#endif
