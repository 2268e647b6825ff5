// What is unique stays unique while rows lie under two generations of keys.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/unique_clients.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(uniqueness_test, clients)

BOOST_AUTO_TEST_CASE(a_value_that_lies_under_the_old_key_is_not_inserted_again)
{
    admit(1, "email", ada);
    const std::string before = stored("email", 1);
    keys->use(changed);
    expect_duplicate([&] { admit(2, "email", ada); });
    BOOST_TEST(is_new("bidx_email", 1));
    BOOST_TEST(stored("email", 1) != before);
    BOOST_TEST(read("email", 1) == ada);
    expect_duplicate([&] { admit(2, "email", ada); });
    admit(2, "email", "bob@example.org");
    BOOST_TEST(is_new("bidx_email", 2));
}

BOOST_AUTO_TEST_CASE(nor_is_another_row_changed_to_it)
{
    admit(1, "email", ada);
    admit(2, "email", "bob@example.org");
    keys->use(changed);
    BOOST_CHECK_THROW((sql << "update client set email = :e where id = 2", soci::use(ada)), soci::soci_error);
    BOOST_TEST(read("email", 2) == "bob@example.org");
    sql << "update client set email = :e where id = 1", soci::use(ada);
    BOOST_TEST(is_new("bidx_email", 1));
}

BOOST_AUTO_TEST_CASE(a_prepared_statement_learns_of_the_change)
{
    int id = 1;
    std::string email = ada;
    soci::statement insert =
        (sql.prepare << "insert into client(id, email) values(:id, :e)", soci::use(id, "id"), soci::use(email, "e"));
    insert.execute(true);
    keys->use(changed);
    id = 2;
    expect_duplicate([&] { insert.execute(true); });
    BOOST_TEST(is_new("bidx_email", 1));
}

BOOST_AUTO_TEST_CASE(what_was_moved_in_a_transaction_is_rolled_back_with_it)
{
    admit(1, "email", ada);
    const std::string before = stored("bidx_email", 1);
    keys->use(changed);
    {
        soci::transaction all(sql);
        BOOST_CHECK_THROW(admit(2, "email", ada), soci::soci_error);
    }
    BOOST_TEST(stored("bidx_email", 1) == before);
    expect_duplicate([&] { admit(2, "email", ada); });
}

BOOST_AUTO_TEST_CASE(an_upsert_finds_the_row_that_lies_under_the_old_key)
{
    admit(1, "email", ada);
    keys->use(changed);
    const std::string upsert =
        is_mariadb()
            ? "insert into client(id, email, note) values(2, :e, :n) on duplicate key update note = values(note)"
            : "insert into client(id, email, note) values(2, :e, :n) on conflict (email) do update set note = "
              "excluded.note";
    const std::string note = "moved";
    sql << upsert, soci::use(ada, "e"), soci::use(note, "n");
    BOOST_TEST(count() == 1);
    BOOST_TEST(read("note", 1) == note);
    BOOST_TEST(is_new("bidx_email", 1));
}

BOOST_AUTO_TEST_CASE(replacing_takes_the_place_of_the_row_that_lies_under_the_old_key)
{
    if (speaks("postgresql")) return;
    admit(1, "email", ada);
    keys->use(changed);
    sql << "replace into client(id, email) values(2, :e)", soci::use(ada);
    BOOST_TEST(count() == 1);
    BOOST_TEST(read("email", 2) == ada);
}

BOOST_AUTO_TEST_CASE(of_many_values_at_a_time_each_is_looked_for)
{
    admit(1, "email", ada);
    admit(2, "email", "bob@example.org");
    keys->use(changed);
    const std::vector<int> ids = {3, 4, 5};
    const std::vector<std::string> emails = {"cleo@example.org", ada, "dora@example.org"};
    {
        soci::transaction all(sql);
        BOOST_CHECK_THROW((sql << "insert into client(id, email) values(:id, :e)", soci::use(ids), soci::use(emails)),
                          soci::soci_error);
    }
    expect_duplicate([&] {
        sql << "insert into client(id, email) values(3, :a), (4, :b)", soci::use(emails[0], "a"),
            soci::use(emails[1], "b");
    });
    BOOST_TEST(is_new("bidx_email", 1));
    BOOST_TEST(!is_new("bidx_email", 2));
}

BOOST_AUTO_TEST_CASE(so_it_is_for_many_entities_at_a_time)
{
    std::vector<client> first(250);
    for (int i = 0; i < 250; ++i) {
        first[static_cast<std::size_t>(i)].id = i;
        first[static_cast<std::size_t>(i)].email = std::to_string(i) + "@example.org";
    }
    soci_orm::insert_all(sql, first);
    keys->use(changed);
    std::vector<client> second = first;
    for (client& each : second) each.id += 1000;
    for (client& each : second)
        if (each.id != 1240) *each.email += ".com";
    {
        soci::transaction all(sql);
        BOOST_CHECK_THROW(soci_orm::insert_all(sql, second), soci::soci_error);
    }
    second = {first[7]};
    second[0].email = first[8].email;
    {
        soci::transaction all(sql);
        BOOST_CHECK_THROW(soci_orm::update_all(sql, second), soci::soci_error);
    }
    soci_orm::update_all(sql, first);
    for (const int each : {0, 120, 249}) BOOST_TEST(is_new("bidx_email", each));
}

BOOST_AUTO_TEST_CASE(a_deterministic_attribute_is_unique_by_itself)
{
    admit(1, "phone", "+44 1");
    const std::string before = stored("phone", 1);
    keys->use(changed);
    expect_duplicate([&] { admit(2, "phone", "+44 1"); });
    BOOST_TEST(stored("phone", 1) != before);
    BOOST_TEST(read("phone", 1) == "+44 1");
}

BOOST_AUTO_TEST_CASE(attributes_can_be_unique_together)
{
    settle_in(1, "London", "Baker Street");
    keys->use(changed);
    expect_duplicate([&] { settle_in(2, "London", "Baker Street"); });
    BOOST_TEST(is_new("bidx_place", 1));
    BOOST_TEST(read("street", 1) == "Baker Street");
    settle_in(2, "London", "Fleet Street");
    const std::string town = "London";
    const std::string street = "Baker Street";
    BOOST_CHECK_THROW(
        (sql << "update client set town = :t, street = :s where id = 2", soci::use(town), soci::use(street)),
        soci::soci_error);
}

BOOST_AUTO_TEST_CASE(so_it_is_in_columns_of_raw_bytes)
{
    if (!engine->carries_bytes()) return;
    const std::string token = is_mariadb() ? "varbinary(40)" : engine->bytes_type();
    const std::string phone = is_mariadb() ? "varbinary(200)" : engine->bytes_type();
    plain << "create table terse(id integer primary key, email " + engine->bytes_type() + ", bidx_email " + token +
                 " unique, phone " + phone + " unique)";
    const auto insert = [&](int id, const std::string& email, const std::string& number) {
        sql << "insert into terse(id, email, phone) values(:id, :e, :p)", soci::use(id, "id"), soci::use(email, "e"),
            soci::use(number, "p");
    };
    for (int id = 1; id <= 40; ++id) insert(id, std::to_string(id) + ada, "+44 " + std::to_string(id));
    keys->use(changed);
    for (int id = 1; id <= 40; ++id) {
        BOOST_CHECK_THROW(insert(100, std::to_string(id) + ada, "+1"), soci::soci_error);
        BOOST_CHECK_THROW(insert(100, "new" + ada, "+44 " + std::to_string(id)), soci::soci_error);
    }
    int rows = 0;
    plain << "select count(*) from terse", soci::into(rows);
    BOOST_TEST(rows == 40);
}

BOOST_AUTO_TEST_CASE(an_index_made_during_the_change_is_heeded)
{
    plain << (is_mariadb() ? "drop index client_email on client" : "drop index client_email");
    admit(1, "email", ada);
    keys->use(changed);
    admit(2, "email", "bob@example.org");
    sql << "create unique index client_email on client(bidx_email)";
    expect_duplicate([&] { admit(3, "email", ada); });
}

BOOST_AUTO_TEST_CASE(a_value_may_be_unique_within_a_branch_only)
{
    plain << (is_mariadb() ? "drop index client_email on client" : "drop index client_email");
    plain << "create unique index client_email on client(branch, bidx_email)";
    admit(1, "email", ada);
    keys->use(changed);
    sql << "insert into client(id, branch, email) values(2, 2, :e)", soci::use(ada);
    BOOST_TEST(is_new("bidx_email", 1));
    expect_duplicate([&] { admit(3, "email", ada); });
}

BOOST_AUTO_TEST_SUITE_END()
