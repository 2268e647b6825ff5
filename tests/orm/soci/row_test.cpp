// Dynamic rows and entities through soci::values.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "tests/orm/soci/people.h"
#include "tests/orm/soci/someone.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct rows : people {
    const std::string insert_one = insert_someone;
    const someone ada{1, "Ada", "ada@example.org", "wrote the first program", false};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(row_test, rows)

BOOST_AUTO_TEST_CASE(a_row_shows_protected_columns_by_their_logical_types)
{
    insert(1, "age", 42);
    const auto born = date(1985, 7, 31);
    const double height = 1.73;
    const int active = 1;
    const std::string note = "text";
    const std::string balance = "12.50";
    sql << "update person set born = :b, height = :h, active = :a, note = :n, balance = :l where id = 1",
        soci::use(born), soci::use(height), soci::use(active), soci::use(note), soci::use(balance);

    soci::row found;
    sql << "select id, age, born, height, active, note, balance from person", soci::into(found);

    BOOST_TEST(found.size() == 7u);
    BOOST_TEST(found.get<long long>("age") == 42);
    BOOST_TEST(found.get<std::tm>("born").tm_year == 85);
    BOOST_TEST(found.get<double>("height") == 1.73);
    BOOST_TEST(found.get<int>("active") == 1);
    BOOST_TEST(found.get<std::string>("note") == "text");
    BOOST_TEST(found.get<std::string>("balance") == "12.50");
    BOOST_TEST(found.get_properties("born").get_data_type() == soci::dt_date);
}

BOOST_AUTO_TEST_CASE(an_attribute_of_32_bits_is_an_int_in_a_row)
{
    attribute narrow = registry->attributes().front();
    narrow.column = narrow.name = "age";
    narrow.type = value_type::int64;
    narrow.found_by = lookup::none;
    narrow.index.reset();
    narrow.integer_bits = 32;
    attribute_registry::builder builder;
    builder.add(registration{"person", "", "person", {}, {"id"}, {narrow}, "here"});
    const auto other = builder.build();
    soci_orm::sealing_backend_factory other_factory(engine->factory(), other,
                                                    std::make_shared<fixed_keyring>(other, crypto), engine->options());
    soci::session session(other_factory, engine->connect_string());
    const int age = 42;
    session << "insert into person(id, age) values(1, :age)", soci::use(age);

    soci::row found;
    session << "select age from person", soci::into(found);
    BOOST_TEST(found.get<int>("age") == 42);
}

BOOST_AUTO_TEST_CASE(a_null_field_of_a_row_has_its_indicator)
{
    plain << "insert into person(id) values(1)";
    soci::row found;
    sql << "select id, note from person", soci::into(found);

    BOOST_TEST(found.get_indicator("note") == soci::i_null);
    BOOST_TEST(found.get<std::string>("note", "none") == "none");
}

BOOST_AUTO_TEST_CASE(a_rowset_of_rows_and_of_values_is_opened_row_by_row)
{
    for (int id = 1; id <= 3; ++id) insert(id, "note", "note " + std::to_string(id));

    std::string seen;
    const soci::rowset<soci::row> all = (sql.prepare << "select id, note from person order by id");
    for (const soci::row& each : all) seen += each.get<std::string>("note") + ";";
    const soci::rowset<std::string> notes = (sql.prepare << "select note from person order by id");
    for (const std::string& each : notes) seen += each + ";";

    BOOST_TEST(seen == "note 1;note 2;note 3;note 1;note 2;note 3;");
}

BOOST_AUTO_TEST_CASE(a_star_gives_all_columns_and_none_that_was_added)
{
    sql << insert_one, soci::use(ada);
    soci::row found;
    sql << "select * from person", soci::into(found);

    BOOST_TEST(found.size() == 14u);
    BOOST_TEST(found.get<std::string>("email") == "ada@example.org");
    BOOST_TEST(found.get<std::string>("full_name") == "Ada");
}

BOOST_AUTO_TEST_CASE(an_entity_with_a_hand_written_conversion_is_protected_like_any_other)
{
    sql << insert_one, soci::use(ada);
    BOOST_TEST(looks_sealed(stored("email", 1)));
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(stored("full_name", 1) == "Ada");

    someone found;
    sql << "select id, full_name, email, note from person where id = 1", soci::into(found);
    BOOST_TEST(found.email == "ada@example.org");
    BOOST_TEST(found.note == "wrote the first program");
}

BOOST_AUTO_TEST_CASE(an_object_that_is_not_const_is_inserted_and_left_as_it_was)
{
    someone bob{2, "Bob", "bob@example.org", "", true};
    sql << insert_one, soci::use(bob);

    BOOST_TEST(bob.email == "bob@example.org");
    BOOST_TEST(stored_as_null("note", 2));
    someone found;
    sql << "select id, full_name, email, note from person where id = 2", soci::into(found);
    BOOST_TEST(found.note_is_null);
}

BOOST_AUTO_TEST_CASE(a_prepared_insert_of_entities_takes_the_object_as_it_is_each_time)
{
    someone one = ada;
    soci::statement insert_each = (sql.prepare << insert_one, soci::use(one));
    insert_each.execute(true);
    one.id = 2;
    one.note = "second";
    insert_each.execute(true);
    one.id = 3;
    one.note_is_null = true;
    insert_each.execute(true);

    BOOST_TEST(read<std::string>(1, "note") == "wrote the first program");
    BOOST_TEST(read<std::string>(2, "note") == "second");
    BOOST_TEST(stored_as_null("note", 3));
}

BOOST_AUTO_TEST_CASE(a_rowset_of_entities_is_opened_row_by_row)
{
    someone one = ada;
    for (one.id = 1; one.id <= 3; ++one.id) sql << insert_one, soci::use(one);

    int seen = 0;
    const soci::rowset<someone> all = (sql.prepare << "select id, full_name, email, note from person order by id");
    for (const someone& each : all) {
        BOOST_TEST(each.id == ++seen);
        BOOST_TEST(each.email == "ada@example.org");
    }
    BOOST_TEST(seen == 3);
}

BOOST_AUTO_TEST_SUITE_END()
