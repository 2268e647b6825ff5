// Attributes that are found together, by one index column.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/patient.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

const std::tm born = date(1815, 12, 10);

/// A table whose rows are found by last name and date of birth together; the combination is unique.
struct patients {
    patients()
    {
        const std::string sealed = engine->sealed_type();
        plain << "create table patient(id integer primary key, last_name " + sealed + ", born " + sealed + ", town " +
                     sealed + ", bidx_person " + engine->token_type() + ")";
        plain << "create unique index patient_person on patient(bidx_person)";
    }

    std::unique_ptr<engine_under_test> engine = make_engine_under_test();
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = [] {
        attribute_registry::builder builder;
        register_entity<patient>(builder);
        return builder.build();
    }();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{engine->factory(), registry, keys, engine->options()};
    soci::session plain{engine->factory(), engine->connect_string()};
    soci::session sql{factory, engine->connect_string()};

    void admit(int id, const std::string& last_name, const std::tm& when = born)
    {
        std::tm copy = when;
        sql << "insert into patient(id, last_name, born) values(:id, :l, :b)", soci::use(id, "id"),
            soci::use(last_name, "l"), soci::use(copy, "b");
    }
    std::vector<int> found(const std::string& last_name, std::tm when = born)
    {
        std::vector<int> ids(10);
        sql << "select id from patient where last_name = :l and born = :b order by id", soci::use(last_name, "l"),
            soci::use(when, "b"), soci::into(ids);
        return ids;
    }
    std::string token(int id)
    {
        std::string value;
        soci::indicator state = soci::i_ok;
        plain << "select bidx_person from patient where id = :id", soci::use(id), soci::into(value, state);
        return state == soci::i_null ? "NULL" : value;
    }
};

std::vector<int> only(int id) { return {id}; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(compound_index_test, patients)

BOOST_AUTO_TEST_CASE(rows_are_found_by_all_attributes_together)
{
    admit(1, "Lovelace");
    admit(2, "Byron");
    admit(3, "Lovelace", date(1816, 1, 1));
    BOOST_TEST(found("Lovelace") == only(1), boost::test_tools::per_element());
    BOOST_TEST(found("LOVELACE", date(1816, 1, 1)) == only(3), boost::test_tools::per_element());
    BOOST_TEST(found("Lovelace", date(1817, 1, 1)).empty());
    BOOST_TEST(token(1).size() == 26u);
    BOOST_TEST(token(1) != token(3));
}

BOOST_AUTO_TEST_CASE(a_row_that_lacks_one_of_them_has_no_token)
{
    const std::string last_name = "Lovelace";
    sql << "insert into patient(id, last_name) values(1, :l)", soci::use(last_name);
    std::tm none = born;
    soci::indicator null = soci::i_null;
    sql << "insert into patient(id, last_name, born) values(2, :l, :b)", soci::use(last_name, "l"),
        soci::use(none, null, "b");
    BOOST_TEST(token(1) == "NULL");
    BOOST_TEST(token(2) == "NULL");
    BOOST_TEST(found(last_name).empty());
}

BOOST_AUTO_TEST_CASE(a_token_moved_to_another_row_is_no_hit)
{
    admit(1, "Lovelace");
    admit(2, "Byron");
    const std::string moved = token(1);
    plain << "update patient set bidx_person = null where id = 1";
    plain << "update patient set bidx_person = :t where id = 2", soci::use(moved);
    BOOST_TEST(found("Lovelace").empty());
    BOOST_TEST(found("Byron").empty());
}

BOOST_AUTO_TEST_CASE(an_update_of_all_of_them_renews_the_token_and_one_of_some_is_refused)
{
    admit(1, "Byron");
    const std::string before = token(1);
    const std::string last_name = "King";
    std::tm when = date(1835, 7, 8);
    sql << "update patient set last_name = :l, born = :b where id = 1", soci::use(last_name, "l"),
        soci::use(when, "b");
    BOOST_TEST(token(1) != before);
    BOOST_TEST(found("king", when) == only(1), boost::test_tools::per_element());
    BOOST_CHECK_EXCEPTION((sql << "update patient set last_name = :l where id = 1", soci::use(last_name)), error,
                          refused_with(errc::statement_refused, {"patient.last_name", "together"}));
    const std::string town = "Ockham";
    sql << "update patient set town = :t where id = 1", soci::use(town);
    sql << "update patient set born = null where id = 1";
    BOOST_TEST(token(1) == "NULL");
}

BOOST_AUTO_TEST_CASE(their_combination_can_be_unique)
{
    admit(1, "Lovelace");
    BOOST_CHECK_THROW(admit(2, "lovelace"), soci::soci_error);
    admit(2, "Lovelace", date(1816, 1, 1));
    BOOST_TEST(found("Lovelace") == only(1), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(bulk_inserts_bring_each_row_its_token)
{
    std::vector<int> ids{1, 2, 3};
    std::vector<std::string> names{"Lovelace", "Byron", "King"};
    std::vector<std::tm> dates{born, born, date(1805, 2, 21)};
    std::vector<soci::indicator> states{soci::i_ok, soci::i_null, soci::i_ok};
    sql << "insert into patient(id, last_name, born) values(:id, :l, :b)", soci::use(ids, "id"),
        soci::use(names, states, "l"), soci::use(dates, "b");
    BOOST_TEST(found("Lovelace") == only(1), boost::test_tools::per_element());
    BOOST_TEST(token(2) == "NULL");
    BOOST_TEST(found("King", date(1805, 2, 21)) == only(3), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_upsert_renews_the_token)
{
    admit(1, "Byron");
    std::tm when = born;
    const std::string last_name = "Lovelace";
    const bool mysql = engine->name() == "mysql";
    const std::string tail = mysql ? "on duplicate key update last_name = values(last_name), born = values(born)"
                                   : "on conflict(id) do update set last_name = excluded.last_name, born = excluded.born";
    sql << "insert into patient(id, last_name, born) values(1, :l, :b) " + tail, soci::use(last_name, "l"),
        soci::use(when, "b");
    BOOST_TEST(found("Lovelace") == only(1), boost::test_tools::per_element());
    if (mysql) return;
    const std::string town = "London";
    sql << "insert into patient(id, last_name, born, town) values(7, :l, :b, :t) on conflict(last_name, born) do update "
           "set town = excluded.town",
        soci::use(last_name, "l"), soci::use(when, "b"), soci::use(town, "t");
    std::string seen;
    sql << "select town from patient where last_name = :l and born = :b", soci::use(last_name, "l"),
        soci::use(when, "b"), soci::into(seen);
    BOOST_TEST(seen == town);
}

BOOST_AUTO_TEST_CASE(rows_are_updated_and_deleted_by_all_of_them)
{
    admit(1, "Lovelace");
    admit(2, "Byron");
    const std::string last_name = "Lovelace";
    const std::string town = "London";
    std::tm when = born;
    soci::statement update = (sql.prepare << "update patient set town = :t where born = :b and last_name = :l",
                              soci::use(town, "t"), soci::use(when, "b"), soci::use(last_name, "l"));
    update.execute(true);
    BOOST_TEST(update.get_affected_rows() == 1);
    sql << "delete from patient where last_name = :l and born = :b", soci::use(last_name), soci::use(when);
    BOOST_TEST(found("Lovelace").empty());
    BOOST_TEST(found("Byron") == only(2), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(entities_are_found_by_a_typed_condition)
{
    using cellseal::where;
    soci_orm::insert(sql, patient{1, "Lovelace", born, std::nullopt});
    soci_orm::insert(sql, patient{2, "Byron", born, "Nottingham"});
    const auto rows = soci_orm::select(sql, where<&patient::last_name, &patient::born> == std::tuple("BYRON", born));
    BOOST_REQUIRE_EQUAL(rows.size(), 1u);
    BOOST_TEST(rows.front().id == 2);
    BOOST_TEST(rows.front().town.value() == "Nottingham");
    patient changed = rows.front();
    changed.last_name = "Gordon";
    BOOST_TEST(soci_orm::update(sql, changed) == 1u);
    BOOST_TEST(found("gordon") == only(2), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rows_under_old_and_new_index_keys_are_found_during_a_key_change)
{
    admit(1, "Lovelace");
    std::string last_name = "lovelace";
    std::tm when = born;
    int id = 0;
    soci::statement select = (sql.prepare << "select id from patient where last_name = :l and born = :b",
                              soci::use(last_name, "l"), soci::use(when, "b"), soci::into(id));
    select.execute(true);
    BOOST_TEST(id == 1);
    keys->use({.organisation = "org-1",
               .data_keys = {{100}, {0, key_state::opening}},
               .index_keys = {{100}, {0, key_state::opening}},
               .generation = 2});
    admit(2, "Byron");
    BOOST_TEST(found("Lovelace") == only(1), boost::test_tools::per_element());
    BOOST_TEST(found("Byron") == only(2), boost::test_tools::per_element());
    last_name = "byron";
    select.execute(true);
    BOOST_TEST(id == 2);
}

BOOST_AUTO_TEST_CASE(a_missing_or_narrow_index_column_is_told)
{
    plain << "drop table patient";
    const std::string sealed = engine->sealed_type();
    plain << "create table patient(id integer primary key, last_name " + sealed + ", born " + sealed + ", town " +
                 sealed + ")";
    soci::session later{factory, engine->connect_string()};
    std::string last_name = "Lovelace";
    std::tm when = born;
    BOOST_CHECK_EXCEPTION((later << "insert into patient(id, last_name, born) values(1, :l, :b)",
                           soci::use(last_name, "l"), soci::use(when, "b")),
                          error, refused_with(errc::bad_schema, {"bidx_person", "patient.bidx_person"}));
}

BOOST_AUTO_TEST_SUITE_END()
