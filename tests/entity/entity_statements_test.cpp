#include "adapters/orm/soci/entity_statements.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <boost/test/unit_test.hpp>

#include "tests/entity/person.h"

using namespace cellseal;

namespace {

struct three_people {
    soci::session sql{soci::sqlite3, ":memory:"};

    three_people()
    {
        sql << "create table person(id integer primary key, full_name text, email text, phone text, "
               "mailbox_password text)";
        for (const auto* name : {"ada", "grace", "edsger"}) {
            person each;
            each.id = ++last;
            each.full_name = name;
            each.email = each.full_name + "@example.org";
            if (last != 2) each.phone = "1";
            each.mailbox_password = "secret";
            soci_orm::insert(sql, each);
        }
    }

    std::vector<int> ids(const condition<person>& wanted)
    {
        std::vector<int> found;
        for (const person& each : soci_orm::select(sql, wanted)) found.push_back(each.id);
        return found;
    }

    int last = 0;
};

using numbers = std::vector<int>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(entity_statements_test, three_people)

BOOST_AUTO_TEST_CASE(conditions_find_the_rows_that_fit)
{
    BOOST_TEST(ids(where<&person::email> == "ada@example.org") == numbers{1});
    BOOST_TEST(ids(where<&person::email> != "ada@example.org") == (numbers{2, 3}));
    BOOST_TEST(ids(where<&person::email>.in({"ada@example.org", "edsger@example.org"})) == (numbers{1, 3}));
    BOOST_TEST(ids(where<&person::email>.in({})).empty());
    BOOST_TEST(ids(where<&person::phone>.is_null()) == numbers{2});
    BOOST_TEST(ids(where<&person::id> >= 2 && where<&person::phone>.is_not_null()) == numbers{3});
    BOOST_TEST(ids(where<&person::full_name>.like("%a%")) == (numbers{1, 2}));
    BOOST_TEST(ids(where<&person::id> == 1 || where<&person::id> == 3) == (numbers{1, 3}));
}

BOOST_AUTO_TEST_CASE(all_rows_come_without_a_condition) { BOOST_TEST(soci_orm::select<person>(sql).size() == 3u); }

BOOST_AUTO_TEST_CASE(a_row_that_was_read_changed_and_written_keeps_what_it_withholds)
{
    person ada = soci_orm::select(sql, where<&person::id> == 1).at(0);
    ada.full_name = "Ada Lovelace";
    BOOST_TEST(soci_orm::update(sql, ada) == 1);

    int kept = 0;
    sql << "select count(*) from person where full_name = 'Ada Lovelace' and mailbox_password = 'secret'",
        soci::into(kept);
    BOOST_TEST(kept == 1);
}

BOOST_AUTO_TEST_CASE(a_row_that_is_not_there_is_told)
{
    person nobody;
    nobody.id = 99;
    BOOST_TEST(soci_orm::update(sql, nobody) == 0);
    BOOST_TEST(soci_orm::erase(sql, nobody) == 0);
    nobody.id = 2;
    BOOST_TEST(soci_orm::erase(sql, nobody) == 1);
    BOOST_TEST(soci_orm::select<person>(sql).size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_error_shows_no_value_that_a_sealed_column_is_compared_with)
{
    sql << "alter table person rename column phone to telephone";
    try {
        (void)ids(where<&person::email> == "ada@example.org");
        BOOST_ERROR("there is no column phone");
    } catch (const soci::soci_error& thrown) {
        BOOST_TEST(std::string(thrown.what()).find("ada@") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
