// What is unique stays unique while rows lie under two generations of keys.
#include <boost/test/unit_test.hpp>

#include <sstream>

#include "tests/orm/soci/patient.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

/// Unique: the e-mail, by its index column; the phone by itself; town and street together.
struct client {
    int id = 0;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> town;
    std::optional<std::string> street;
    std::optional<std::string> note;
};

/// The same in columns of raw bytes.
struct terse {
    int id = 0;
    std::string email;
    std::string phone;
};

}  // namespace

template <>
inline constexpr auto cellseal::entity<terse> = cellseal::table(
    "terse", key("id", &terse::id), sealed("email", &terse::email, lookup::blind_index, stored_form::bytes),
    sealed("phone", &terse::phone, lookup::deterministic, stored_form::bytes));

template <>
inline constexpr auto cellseal::entity<client> =
    cellseal::table("client", key("id", &client::id), sealed("email", &client::email, lookup::blind_index),
                    sealed("phone", &client::phone, lookup::deterministic), sealed("town", &client::town),
                    sealed("street", &client::street), sealed("note", &client::note),
                    compound_index("bidx_place", &client::town, &client::street));

namespace {

const fixed_keys changed{.organisation = "org-1",
                         .data_keys = {{100}, {0, key_state::opening}},
                         .index_keys = {{100}, {0, key_state::opening}},
                         .generation = 3};

struct clients {
    clients()
    {
        std::string phone = engine->token_type();
        phone.replace(phone.find("40"), 2, "200");
        const std::string sealed = engine->sealed_type(), token = engine->token_type();
        plain << "create table client(id integer primary key, branch integer default 1, email " + sealed +
                     ", bidx_email " + token + ", phone " + phone + ", town " + sealed + ", street " + sealed +
                     ", bidx_place " + token + ", note " + sealed + ")";
        plain << "create unique index client_email on client(bidx_email)";
        plain << "create unique index client_phone on client(phone)";
        plain << "create unique index client_place on client(bidx_place)";
    }

    std::unique_ptr<engine_under_test> engine = make_engine_under_test();
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = [this] {
        attribute_registry::builder builder;
        register_entity<client>(builder);
        if (engine->carries_bytes()) register_entity<terse>(builder);
        return builder.build();
    }();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{engine->factory(), registry, keys, engine->options()};
    soci::session plain{engine->factory(), engine->connect_string()};
    soci::session sql{factory, engine->connect_string()};
    std::ostringstream sent;

    [[nodiscard]] bool speaks(const char* backend) const { return engine->name().find(backend) != std::string::npos; }
    [[nodiscard]] bool is_mariadb() const { return speaks("mysql") || speaks("mariadb"); }

    void admit(int id, const std::string& column, const std::string& value)
    {
        sql << "insert into client(id, " + column + ") values(:id, :v)", soci::use(id, "id"), soci::use(value, "v");
    }
    void settle_in(int id, const std::string& town, const std::string& street)
    {
        sql << "insert into client(id, town, street) values(:id, :t, :s)", soci::use(id, "id"), soci::use(town, "t"),
            soci::use(street, "s");
    }
    /// What the session sends besides the user's own statement.
    [[nodiscard]] int count_sent(const std::string& begin)
    {
        int count = 0;
        std::istringstream lines(sent.str());
        for (std::string line; std::getline(lines, line);) count += line.starts_with(begin) ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::string stored(const std::string& column, int id)
    {
        std::string value;
        soci::indicator state = soci::i_ok;
        plain << "select " + column + " from client where id = :id", soci::use(id), soci::into(value, state);
        return state == soci::i_null ? "NULL" : value;
    }
    [[nodiscard]] bool is_new(const std::string& companion, int id)
    {
        return stored(companion, id).starts_with("AAAC");
    }
    [[nodiscard]] std::string read(const std::string& column, int id)
    {
        std::string value;
        soci::indicator state = soci::i_ok;
        sql << "select " + column + " from client where id = :id", soci::use(id), soci::into(value, state);
        return state == soci::i_null ? "NULL" : value;
    }
    [[nodiscard]] int count()
    {
        int rows = 0;
        plain << "select count(*) from client", soci::into(rows);
        return rows;
    }
    template <class F>
    void expect_duplicate(F&& write)
    {
        const int before = count();
        BOOST_CHECK_THROW(write(), soci::soci_error);
        BOOST_TEST(count() == before);
    }
};

const std::string ada = "ada@example.org";

}  // namespace

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
    BOOST_CHECK_THROW((sql << "update client set town = :t, street = :s where id = 2", soci::use(town), soci::use(street)),
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
