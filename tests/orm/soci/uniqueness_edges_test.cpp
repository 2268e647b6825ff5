// Uniqueness under two generations of keys: what it costs, and what cannot be decided.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/unique_clients.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(uniqueness_edges_test, clients)

BOOST_AUTO_TEST_CASE(an_attribute_without_a_unique_index_costs_nothing_and_moves_no_row)
{
    plain << (is_mariadb() ? "drop index client_email on client" : "drop index client_email");
    admit(1, "email", ada);
    const std::string before = stored("bidx_email", 1);
    keys->use(changed);
    admit(2, "email", ada);
    soci_orm::native(sql).set_log_stream(&sent);
    admit(3, "email", ada);
    soci_orm::native(sql).set_log_stream(nullptr);
    BOOST_TEST(stored("bidx_email", 1) == before);
    BOOST_TEST(count_sent("select") == 0);
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_while_one_key_lives_and_the_question_stays_prepared_while_two_do)
{
    admit(1, "email", ada);
    soci_orm::native(sql).set_log_stream(&sent);
    admit(2, "email", "bob@example.org");
    BOOST_TEST(sent.str() == "");
    keys->use(changed);
    admit(3, "email", "cleo@example.org");
    BOOST_TEST(count_sent("select 1 from") == 1);
    sent.str("");
    admit(4, "email", "dora@example.org");
    BOOST_TEST(sent.str() == "");
    expect_duplicate([&] { admit(5, "email", ada); });
    soci_orm::native(sql).set_log_stream(nullptr);
    BOOST_TEST(count_sent("update") == 1);
}

BOOST_AUTO_TEST_CASE(null_is_no_duplicate)
{
    settle_in(1, "London", "Baker Street");
    keys->use(changed);
    settle_in(2, "London", "Fleet Street");
    BOOST_TEST(stored("bidx_email", 2) == "NULL");
    BOOST_TEST(count() == 2);
}

BOOST_AUTO_TEST_CASE(a_row_that_does_not_open_is_told_and_nothing_is_written)
{
    admit(1, "email", ada);
    admit(2, "email", "bob@example.org");
    const std::string other = stored("email", 2);
    std::string damaged = stored("email", 1);
    damaged.back() = damaged.back() == 'A' ? 'Q' : 'A';
    plain << "update client set email = :e where id = 1", soci::use(damaged);
    keys->use(changed);
    BOOST_CHECK_EXCEPTION(admit(3, "email", ada), error,
                          refused_with(errc::tampered, {"client.email", "key 1", "tampered"}));
    BOOST_TEST(count() == 2);
    BOOST_TEST(stored("email", 1) == damaged);
    admit(3, "email", "cleo@example.org");
    plain << "update client set email = null where id = 1";
    BOOST_CHECK_EXCEPTION(admit(4, "email", ada), error, refused_with(errc::not_sealed, {"client.email"}));
}

BOOST_AUTO_TEST_CASE(of_two_rows_that_are_there_already_the_one_under_the_present_key_counts)
{
    admit(1, "email", ada);
    keys->use({.organisation = "org-1",
               .data_keys = {{100}, {0, key_state::opening}},
               .index_keys = {{100, key_state::sealing, 2}},
               .generation = 3});
    admit(2, "email", ada);  // As somebody wrote it who did not look.
    keys->use(changed);
    std::optional<soci::transaction> all;
    if (!speaks("odbc-postgresql")) all.emplace(sql);  // There the transaction ends.
    const std::string note = "kept";
    const std::string upsert =
        is_mariadb()
            ? "insert into client(id, email, note) values(3, :e, :n) on duplicate key update note = values(note)"
            : "insert into client(id, email, note) values(3, :e, :n) on conflict (email) do update set note = "
              "excluded.note";
    sql << upsert, soci::use(ada, "e"), soci::use(note, "n");
    if (all) all->commit();
    BOOST_TEST(read("note", 2) == note);
    BOOST_TEST(!is_new("bidx_email", 1));
    expect_duplicate([&] { admit(3, "email", ada); });
}

// Between activation and its next look at the keyring a process still writes under the old key.
BOOST_AUTO_TEST_CASE(who_has_not_heard_of_the_activation_learns_of_it_from_the_row)
{
    const fixed_keys prepared{.organisation = "org-1",
                              .data_keys = {{100, key_state::pending}, {0}},
                              .index_keys = {{100, key_state::pending}, {0}},
                              .generation = 2};
    auto late_keys = std::make_shared<fixed_keyring>(registry, crypto, prepared);
    soci_orm::sealing_backend_factory late_factory{engine->factory(), registry, late_keys, engine->options()};
    soci::session late{late_factory, engine->connect_string()};
    const std::string bob = "bob@example.org";
    late << "insert into client(id, email) values(1, :e)", soci::use(bob);
    BOOST_TEST(!is_new("bidx_email", 1));

    keys->use(changed);
    admit(2, "email", ada);
    late_keys->store(changed);
    expect_duplicate([&] { late << "insert into client(id, email) values(3, :e)", soci::use(ada); });
    BOOST_TEST(late_keys->reloads == 1);

    late_keys->use(prepared);  // It hears of nothing.
    BOOST_CHECK_EXCEPTION((late << "insert into client(id, email) values(3, :e)", soci::use(ada)), error,
                          refused_with(errc::stale_key));
}

BOOST_AUTO_TEST_SUITE_END()
