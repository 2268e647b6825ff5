// Names of parameters that are a part of each other, and statements that are executed again.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "tests/orm/soci/people.h"
#include "tests/orm/soci/someone.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

bool names_the_parameter(const soci::soci_error& thrown)
{
    return std::string(thrown.what()).find("Cannot bind to (by name) :note") != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(binding_test, people)

// SOCI #26: an entity offers its member `note`, because the text holds `:note_of_one`.
BOOST_AUTO_TEST_CASE(a_member_whose_name_begins_a_parameters_name_is_not_bound_to_it)
{
    const someone ada{1, "Ada", "ada@example.org", "kept"};
    sql << insert_someone, soci::use(ada);
    const int id_1 = 1;
    const std::string note_of_one = "changed";
    const someone other{2, "Bob", "bob@example.org", "not this"};
    sql << "update person set email = :email, note = :note_of_one where id = :id_1", soci::use(other),
        soci::use(note_of_one, "note_of_one"), soci::use(id_1, "id_1");
    BOOST_TEST(read<std::string>(1, "note") == "changed");
    BOOST_TEST(read<std::string>(1, "email") == "bob@example.org");
}

BOOST_AUTO_TEST_CASE(a_slip_that_leaves_a_parameter_without_a_value_is_an_error_all_the_same)
{
    insert(1, "note", std::string("kept"));
    const std::string note = "lost";
    const int id = 1;
    BOOST_CHECK_EXCEPTION(
        (sql << "update person set note = :note_of_one where id = :id", soci::use(note, "note"), soci::use(id, "id")),
        soci::soci_error, names_the_parameter);
    BOOST_TEST(read<std::string>(1, "note") == "kept");
}

// SOCI #910, #1167: PostgreSQL's and MySQL's elements send the first batch again.
BOOST_AUTO_TEST_CASE(a_bulk_update_sends_each_batch_once)
{
    for (int id = 1; id <= 4; ++id) insert(id, "note", std::string("before"));
    std::vector<int> ids = {1, 2};
    std::vector<std::string> notes = {"one", "two"};
    soci::statement change = (sql.prepare << "update person set note = :note where id = :id", soci::use(notes, "note"),
                              soci::use(ids, "id"));
    change.execute(true);
    ids = {4, 3};
    notes = {"four", "three"};
    change.execute(true);
    for (const auto& [id, note] : {std::pair{1, "one"}, {2, "two"}, {3, "three"}, {4, "four"}})
        BOOST_TEST(read<std::string>(id, "note") == note);
}

BOOST_AUTO_TEST_CASE(a_bulk_insert_may_grow_and_shrink_between_executions)
{
    std::vector<int> ids;
    std::vector<std::string> notes;
    std::vector<soci::indicator> states;
    int next = 0;
    const auto fill = [&](std::size_t rows) {
        ids.clear();
        notes.clear();
        for (std::size_t i = 0; i < rows; ++i) {
            ids.push_back(++next);
            notes.push_back("note " + std::to_string(next));
        }
        states.assign(rows, soci::i_ok);
        states.back() = soci::i_null;
    };
    fill(3);
    soci::statement insert_many = (sql.prepare << "insert into person(id, note) values(:id, :note)",
                                   soci::use(ids, "id"), soci::use(notes, states, "note"));
    insert_many.execute(true);
    for (const std::size_t rows : {5u, 1u, 2u}) {
        fill(rows);
        insert_many.execute(true);
    }
    BOOST_TEST(count("person") == 11);
    BOOST_TEST(count("person where note is null") == 4);
    BOOST_TEST(read<std::string>(7, "note") == "note 7");
}

BOOST_AUTO_TEST_CASE(a_select_is_executed_again_with_another_value_and_another_vector)
{
    for (int id = 1; id <= 5; ++id) insert(id, "note", "note " + std::to_string(id));
    int from = 2;
    std::vector<std::string> found(10);
    soci::statement tail =
        (sql.prepare << "select note from person where id >= :id order by id", soci::use(from), soci::into(found));
    tail.execute(true);
    BOOST_TEST(found.size() == 4u);
    from = 4;
    found.resize(10);
    tail.execute(true);
    BOOST_REQUIRE(found.size() == 2u);
    BOOST_TEST(found[0] == "note 4");
}

BOOST_AUTO_TEST_CASE(a_statement_is_executed_again_after_it_failed)
{
    int id = 1;
    std::string note = "first";
    soci::statement insert_one =
        (sql.prepare << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note));
    insert_one.execute(true);
    note = "never stored";
    BOOST_CHECK_THROW(insert_one.execute(true), soci::soci_error);
    id = 2;
    note = "second";
    insert_one.execute(true);
    BOOST_TEST(read<std::string>(1, "note") == "first");
    BOOST_TEST(read<std::string>(2, "note") == "second");
}

BOOST_AUTO_TEST_SUITE_END()
