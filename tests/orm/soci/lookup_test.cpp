// Finding by blind index and by deterministic values, and key changes meanwhile.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct lookups : people {
    lookups()
    {
        insert(1, "email", std::string("ada@example.org"));
        insert(2, "email", std::string("bob@example.org"));
        insert(3, "email", std::string("ada@example.org"));
    }
    std::vector<int> found(const std::string& email)
    {
        std::vector<int> ids(10);
        sql << "select id from person where email = :e order by id", soci::use(email), soci::into(ids);
        return ids;
    }
    int found_one(const std::string& email)
    {
        int id = 0;
        sql << "select id from person where email = :e", soci::use(email), soci::into(id);
        return sql.got_data() ? id : 0;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lookup_test, lookups)

BOOST_AUTO_TEST_CASE(a_value_is_found_by_its_blind_index)
{
    BOOST_TEST(found_one("bob@example.org") == 2);
    BOOST_TEST(found_one("eve@example.org") == 0);
    BOOST_TEST(stored("bidx_email", 1) == stored("bidx_email", 3));
    BOOST_TEST(stored("email", 1) != stored("email", 3));
}

BOOST_AUTO_TEST_CASE(several_rows_are_found_and_their_values_read)
{
    const std::string wanted = "ada@example.org";
    std::string seen;
    const soci::rowset<soci::row> all =
        (sql.prepare << "select id, email from person where email = :e order by id", soci::use(wanted));
    for (const soci::row& each : all) seen += std::to_string(each.get<int>("id")) + each.get<std::string>("email");
    BOOST_TEST(seen == "1ada@example.org3ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_null_parameter_finds_nothing)
{
    const std::string wanted = "ada@example.org";
    const soci::indicator state = soci::i_null;
    soci::indicator null = state;
    int id = 0;
    sql << "select id from person where email = :e", soci::use(wanted, null), soci::into(id);
    BOOST_TEST(!sql.got_data());
}

BOOST_AUTO_TEST_CASE(a_token_moved_to_another_row_is_no_hit)
{
    plain << "update person set bidx_email = (select bidx_email from person where id = 2) where id = 1";

    BOOST_TEST(found_one("bob@example.org") == 2);
    plain << "delete from person where id = 2";
    BOOST_TEST(found_one("bob@example.org") == 0);
}

BOOST_AUTO_TEST_CASE(false_hits_are_closed_over_in_vectors)
{
    insert(4, "email", std::string("bob@example.org"));
    plain << "update person set bidx_email = (select bidx_email from person where id = 2) where id = 3";

    const std::string wanted = "bob@example.org";
    std::vector<int> ids(10);
    std::vector<std::string> emails(10);
    std::vector<std::string> names(10);
    std::vector<soci::indicator> states;
    plain << "update person set full_name = 'Bob' where id = 4";
    sql << "select id, email, full_name from person where email = :e order by id", soci::use(wanted), soci::into(ids),
        soci::into(emails), soci::into(names, states);

    BOOST_TEST(ids == (std::vector<int>{2, 4}), boost::test_tools::per_element());
    BOOST_TEST(emails == (std::vector<std::string>{wanted, wanted}), boost::test_tools::per_element());
    BOOST_REQUIRE(states.size() == 2u);
    BOOST_TEST(states[0] == soci::i_null);
    BOOST_TEST(states[1] == soci::i_ok);
    BOOST_TEST(names[1] == "Bob");
}

BOOST_AUTO_TEST_CASE(a_batch_of_false_hits_only_is_fetched_on)
{
    plain << "update person set bidx_email = (select bidx_email from person where id = 2)";
    std::vector<int> ids(1);
    const std::string wanted = "bob@example.org";
    soci::statement all =
        (sql.prepare << "select id from person where email = :e order by id", soci::use(wanted), soci::into(ids));
    std::vector<int> seen;
    all.execute();
    while (all.fetch()) {
        seen.insert(seen.end(), ids.begin(), ids.end());
        ids.resize(1);
    }
    BOOST_TEST(seen == std::vector<int>{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rows_are_updated_and_deleted_by_blind_index)
{
    const std::string wanted = "ada@example.org";
    const std::string other = "countess@example.org";
    sql << "update person set email = :n where email = :e", soci::use(other, "n"), soci::use(wanted, "e");
    BOOST_TEST(found(wanted).empty());
    BOOST_TEST(found(other).size() == 2u);
    sql << "delete from person where email = :e", soci::use(other);
    BOOST_TEST(count("person") == 1);
}

BOOST_AUTO_TEST_CASE(a_value_is_found_by_its_deterministic_seal)
{
    insert(4, "phone", std::string("+44 1"));
    insert(5, "phone", std::string("+44 1"));
    BOOST_TEST(stored("phone", 4) == stored("phone", 5));
    const std::string wanted = "+44 1";
    std::vector<int> ids(10);
    sql << "select id from person where phone = :p order by id", soci::use(wanted), soci::into(ids);
    BOOST_TEST(ids == (std::vector<int>{4, 5}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(values_under_old_and_new_keys_are_found_during_a_key_change)
{
    insert(4, "phone", std::string("+44 1"));
    keys->use({.organisation = "org-1",
               .data_keys = {{100}, {0, key_state::opening}},
               .index_keys = {{100}, {0, key_state::opening}},
               .generation = 2});
    insert(5, "phone", std::string("+44 1"));
    insert(6, "email", std::string("ada@example.org"));
    BOOST_TEST(stored("phone", 4) != stored("phone", 5));

    const std::string phone = "+44 1";
    std::vector<int> ids(10);
    sql << "select id from person where phone = :p order by id", soci::use(phone), soci::into(ids);
    BOOST_TEST(ids == (std::vector<int>{4, 5}), boost::test_tools::per_element());
    BOOST_TEST(found("ada@example.org") == (std::vector<int>{1, 3, 6}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_statement_prepared_before_a_key_change_finds_what_is_written_after_it)
{
    std::string wanted = "ada@example.org";
    int rows = 0;
    int id = 0;
    soci::statement select =
        (sql.prepare << "select id from person where email = :e order by id", soci::use(wanted), soci::into(id));
    const auto count_rows = [&] {
        rows = 0;
        select.execute();
        while (select.fetch()) ++rows;
        return rows;
    };
    BOOST_TEST(count_rows() == 2);
    keys->use({.organisation = "org-1",
               .data_keys = {{100}, {0, key_state::opening}},
               .index_keys = {{100}, {0, key_state::opening}},
               .generation = 2});
    insert(4, "email", std::string("ada@example.org"));
    BOOST_TEST(count_rows() == 3);
    keys->use({.organisation = "org-1",
               .data_keys = {{100}},
               .index_keys = {{100, key_state::sealing, 2}},
               .generation = 3});
    plain << "delete from person where id < 4";
    BOOST_TEST(count_rows() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
