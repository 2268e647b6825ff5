#include <boost/test/unit_test.hpp>

#include "tests/key_change/grown_database.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;
using tests::grown_database;

BOOST_FIXTURE_TEST_SUITE(take_in_test, grown_database)

BOOST_AUTO_TEST_CASE(plain_rows_are_sealed_in_place_and_found_and_read)
{
    make_key();
    auto app = open();
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email", "guest.born", "guest.room"})) ==
               static_cast<int>(work_outcome::verified));
    BOOST_TEST(plain_rows("email") == 0);
    BOOST_TEST(plain_rows("born") == 0);
    soci::session sql = app->open_session();
    const std::string wanted = "guest77@example.org";
    int id = 0, room = 0;
    std::string email;
    std::tm born{};
    sql << "select id, email, born, room from guest where email = :e", soci::use(wanted, "e"), soci::into(id),
        soci::into(email), soci::into(born), soci::into(room);
    BOOST_TEST(id == 77);
    BOOST_TEST(email == wanted);
    BOOST_TEST(born.tm_year == 85);
    BOOST_TEST(room == 12);
}

// SQLite gives each value a type of its own: compared as text, a blob would be another value for ever.
BOOST_AUTO_TEST_CASE(values_that_sqlite_holds_as_bytes_are_taken_in_and_others_beside_them_stay_as_they_are)
{
    {
        soci::session plain = native();
        plain << "update guest set email = cast(email as blob) where id = 5";
        plain << "update guest set room = x'3132', email = x'' where id = 7";
    }
    make_key();
    auto app = open();
    int looks = 0;
    const auto outcome =
        app->key_change().take_in({"guest.email"}, quickly(), [&](const work_progress&) { return ++looks < 200; });
    BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::verified));
    soci::session sql = app->open_session();
    std::string email;
    sql << "select email from guest where id = 5", soci::into(email);
    BOOST_TEST(email == "guest5@example.org");
    sql << "select email from guest where id = 7", soci::into(email);
    BOOST_TEST(email == "");
    std::string held;
    native() << "select typeof(room) from guest where id = 7", soci::into(held);
    BOOST_TEST(held == "blob");
}

BOOST_AUTO_TEST_CASE(only_the_attributes_that_are_named_are_taken_in)
{
    make_key();
    auto app = open();
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(plain_rows("email") == 0);
    BOOST_TEST(plain_rows("born") == rows);
    BOOST_CHECK_EXCEPTION(take_in(*app, {"guest.phone"}), error, refused_with(errc::bad_attribute, {"guest.phone"}));
}

BOOST_AUTO_TEST_CASE(meanwhile_a_process_that_starts_reads_plain_values_and_afterwards_none)
{
    make_key();
    {
        auto app = open();
        static_cast<void>(app->started());
        const auto outcome = app->key_change().take_in(
            {"guest.email"}, quickly(), [](const work_progress& progress) { return progress.resealed < 40; });
        BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::stopped));
    }
    std::string email;
    auto between = open();
    soci::session sql = between->open_session();
    for (const int id : {1, rows}) {
        sql << "select email from guest where id = :id", soci::use(id), soci::into(email);
        BOOST_TEST(email == "guest" + std::to_string(id) + "@example.org");
    }
    BOOST_TEST(static_cast<int>(take_in(*between, {"guest.email"})) == static_cast<int>(work_outcome::verified));
    auto later = open();
    soci::session strict = later->open_session();
    soci::session plain = native();
    plain << "drop trigger cellseal_fence_guest_u";
    plain << "update guest set email = 'planted@example.org' where id = 3";
    BOOST_CHECK_EXCEPTION((strict << "select email from guest where id = 3", soci::into(email)), error,
                          refused_with(errc::not_sealed));
}

BOOST_AUTO_TEST_CASE(the_fence_closes_when_everything_is_taken_in)
{
    make_key();
    auto app = open();
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::verified));
    soci::session plain = native();
    BOOST_CHECK_THROW(plain << "update guest set email = 'plain@example.org' where id = 3", soci::soci_error);
    plain << "update guest set id = 5000 where id = 3";
}

BOOST_AUTO_TEST_CASE(what_looks_sealed_and_does_not_open_is_unclear_and_never_taken_for_plain)
{
    make_key();
    soci::session plain = native();
    const std::string unclear = "_cs1" + std::string(100, 'A');
    plain << "update guest set email = :e where id = 9", soci::use(unclear);
    auto app = open();
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::needs_a_decision));
    std::string stored;
    plain << "select email from guest where id = 9", soci::into(stored);
    BOOST_TEST(stored == unclear);
    BOOST_TEST(app->key_change().rows().acknowledge("guest.email 9"));
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::verified));
}

// A plain row has no token, so the index on tokens cannot tell that its value is there already.
BOOST_AUTO_TEST_CASE(a_value_that_was_written_beside_its_plain_row_is_told_with_both_keys_and_nothing_is_lost)
{
    make_key();
    soci::session plain = native();
    plain << "create unique index one_email on guest(bidx_email)";
    plain << "update guest set email = 'guest8@example.org' where id = 9";  // Two plain rows with one value.
    auto app = open();
    static_cast<void>(app->started());
    app->key_change().changer().take_in(std::vector<std::string>{"guest.email"}, catalogue::plain_rows::are_taken_in,
                                        "ada");
    app = open();
    soci::session sql = app->open_session();
    const std::string again = "guest130@example.org";
    sql << "insert into guest(id, email) values(1000, :email)", soci::use(again, "email");

    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::needs_a_decision));
    const auto findings = app->key_change().rows().findings(10);
    std::vector<std::string> told;
    for (const reseal_finding& each : findings) told.push_back(each.name() + ": " + each.reason);
    std::ranges::sort(told);
    BOOST_REQUIRE_EQUAL(told.size(), 2u);
    BOOST_TEST(told[0] == "guest.email 130: duplicate of 1000");
    BOOST_TEST(told[1] == "guest.email 9: duplicate of 8");
    std::string left;
    plain << "select email from guest where id = 130", soci::into(left);
    BOOST_TEST(left == again);

    const std::string other = "another@example.org";
    sql << "update guest set email = :e where id = 1000", soci::use(other, "e");
    sql << "delete from guest where id = 9";
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::verified));
    int found = 0;
    sql << "select id from guest where email = :e", soci::use(again, "e"), soci::into(found);
    BOOST_TEST(found == 130);
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_fit_its_type_is_told_and_left)
{
    make_key();
    soci::session plain = native();
    plain << "update guest set room = 'attic' where id = 4";
    auto app = open();
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.room"})) == static_cast<int>(work_outcome::needs_a_decision));
    BOOST_REQUIRE_EQUAL(app->key_change().rows().findings(9).size(), 1u);
    BOOST_TEST(app->key_change().rows().findings(9).front().reason == "type_mismatch");
    BOOST_TEST(plain_rows("room") == 1);
}

BOOST_AUTO_TEST_CASE(a_new_policy_is_followed_by_the_same_machine_and_passes_the_fence)
{
    make_key();
    {
        auto app = open();
        BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::verified));
    }
    auto padded = open("name = \"email\"\nlookup = \"blind_index\"\npadding = \"bucket\"");
    soci::session sql = padded->open_session();
    const std::string email = "new@example.org";
    sql << "update guest set email = :e where id = 2", soci::use(email, "e");
    const auto old = [&] {
        return padded->key_change().rows().count_old("guest", *padded->started().keyring->current());
    };
    BOOST_TEST(old() > 0u);
    soci::session plain = native();
    plain << "update guest set born = null, room = null";
    BOOST_TEST(static_cast<int>(padded->key_change().follow_policies(
                   quickly(), [](const work_progress&) { return true; })) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(old() == 0u);
}

BOOST_AUTO_TEST_CASE(an_index_over_several_attributes_is_filled_when_all_of_them_are_taken_in)
{
    make_key();
    soci::session plain = native();
    plain << "alter table guest add column bidx_stay text";
    plain << "update guest set room = null where id = 5";
    const auto tokens = [&] {
        int count = 0;
        plain << "select count(bidx_stay) from guest", soci::into(count);
        return count;
    };
    auto app = open(
        "name = \"email\"\nlookup = \"blind_index\"\n[[table.compound_index]]\ncolumn = \"bidx_stay\"\n"
        "attributes = [\"email\", \"room\"]");
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.email"})) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(tokens() == 0);
    BOOST_TEST(static_cast<int>(take_in(*app, {"guest.room"})) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(tokens() == rows - 1);
    soci::session sql = app->open_session();
    const std::string email = "guest77@example.org";
    int room = 12, id = 0;
    sql << "select id from guest where email = :e and room = :r", soci::use(email, "e"), soci::use(room, "r"),
        soci::into(id);
    BOOST_TEST(id == 77);
}

BOOST_AUTO_TEST_CASE(an_index_over_several_attributes_that_comes_later_is_filled_by_the_same_machine)
{
    make_key();
    BOOST_TEST(static_cast<int>(take_in(*open(), {"guest.email", "guest.room"})) ==
               static_cast<int>(work_outcome::verified));
    soci::session plain = native();
    plain << "update guest set born = null";
    plain << "alter table guest add column bidx_stay text";
    auto app = open(
        "name = \"email\"\nlookup = \"blind_index\"\n[[table.compound_index]]\ncolumn = \"bidx_stay\"\n"
        "attributes = [\"room\", \"email\"]");
    BOOST_TEST(static_cast<int>(app->key_change().follow_policies(
                   quickly(), [](const work_progress&) { return true; })) == static_cast<int>(work_outcome::verified));
    soci::session sql = app->open_session();
    const std::string email = "guest78@example.org";
    int room = 12, id = 0;
    sql << "select id from guest where email = :e and room = :r", soci::use(email, "e"), soci::use(room, "r"),
        soci::into(id);
    BOOST_TEST(id == 78);
}

BOOST_AUTO_TEST_SUITE_END()
