// How often values are sealed and opened: once for each field that is written or read, on every path.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "tests/doubles/counting_provider.h"
#include "tests/orm/soci/people.h"
#include "tests/orm/soci/someone.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct counted : people {
    counting_provider counting;
    std::shared_ptr<fixed_keyring> counted_keys = std::make_shared<fixed_keyring>(registry, counting);
    soci_orm::sealing_backend_factory counted_factory{engine->factory(), registry, counted_keys, engine->options()};
    soci::session counted_sql{counted_factory, engine->connect_string()};

    void expect(int seals, int opens)
    {
        BOOST_TEST(counting.seals == seals);
        BOOST_TEST(counting.opens == opens);
        counting.reset();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(counted_test, counted)

BOOST_AUTO_TEST_CASE(a_scalar_is_sealed_once_and_opened_once)
{
    const int id = 1;
    const std::string note = "n";
    counted_sql << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note);
    expect(1, 0);
    std::string found;
    counted_sql << "select note from person", soci::into(found);
    expect(0, 1);
}

BOOST_AUTO_TEST_CASE(an_entity_is_sealed_once_for_each_field_and_not_opened_after_an_insert)
{
    const someone fixed{1, "Ada", "ada@example.org", "first"};
    counted_sql << insert_someone, soci::use(fixed);
    expect(2, 0);
    someone changing{2, "Bob", "bob@example.org", "second"};
    counted_sql << insert_someone, soci::use(changing);
    expect(2, 0);
    soci::statement prepared = (counted_sql.prepare << insert_someone, soci::use(changing));
    for (changing.id = 3; changing.id < 6; ++changing.id) prepared.execute(true);
    expect(6, 0);
}

BOOST_AUTO_TEST_CASE(an_entity_is_opened_once_for_each_field_that_is_read)
{
    const someone fixed{1, "Ada", "ada@example.org", "first"};
    counted_sql << insert_someone, soci::use(fixed);
    counting.reset();
    someone found;
    counted_sql << "select id, full_name, email, note from person", soci::into(found);
    expect(0, 2);
    counted_sql << "select id, full_name, email, note from person where email = :e", soci::use(fixed.email),
        soci::into(found);
    expect(0, 2);  // The comparison after a hit opens no second time.
}

BOOST_AUTO_TEST_CASE(vectors_and_rowsets_open_each_field_once)
{
    const std::vector<int> ids = {1, 2, 3};
    const std::vector<std::string> notes = {"a", "b", "c"};
    counted_sql << "insert into person(id, note) values(:id, :note)", soci::use(ids), soci::use(notes);
    expect(3, 0);
    std::vector<std::string> found(10);
    counted_sql << "select note from person", soci::into(found);
    expect(0, 3);
    const soci::rowset<soci::row> rows = (counted_sql.prepare << "select id, note from person");
    for (const soci::row& each : rows) (void)each;
    expect(0, 3);
    soci::row one;
    counted_sql << "select note from person where id = 1", soci::into(one);
    expect(0, 1);
}

BOOST_AUTO_TEST_CASE(null_is_neither_sealed_nor_opened)
{
    const int id = 1;
    soci::indicator nothing = soci::i_null;
    std::string note;
    counted_sql << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note, nothing);
    counted_sql << "select note from person", soci::into(note, nothing);
    expect(0, 0);
}

BOOST_AUTO_TEST_SUITE_END()
