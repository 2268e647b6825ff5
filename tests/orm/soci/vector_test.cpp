// Many values at a time: vectors, bulk ranges, indicators, batches of a cursor.
#include <boost/test/unit_test.hpp>

#include <numeric>
#include <vector>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct crowd : people {
    template <class T>
    void insert_all(const std::string& column, const std::vector<T>& values)
    {
        std::vector<int> ids(values.size());
        std::iota(ids.begin(), ids.end(), 1);
        sql << "insert into person(id, " + column + ") values(:id, :value)", soci::use(ids), soci::use(values);
    }
    template <class T>
    std::vector<T> read_all(const std::string& column, std::size_t room = 20)
    {
        std::vector<T> values(room);
        sql << "select " + column + " from person order by id", soci::into(values);
        return values;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vector_test, crowd)

BOOST_AUTO_TEST_CASE(vectors_of_every_type_are_sealed_and_read_back)
{
    const auto there_and_back = [&](const std::string& column, const auto& values) {
        sql << "delete from person";
        insert_all(column, values);
        for (int id = 1; id <= static_cast<int>(values.size()); ++id) BOOST_TEST(looks_sealed(stored(column, id)));
        BOOST_TEST((read_all<typename std::decay_t<decltype(values)>::value_type>(column) == values), column);
    };
    there_and_back("note", std::vector<std::string>{"a", "", std::string("n\0l", 3)});
    there_and_back("note", std::vector<char>{'x', 'y'});
    there_and_back("age", std::vector<short>{-1, 0, 1});
    there_and_back("age", std::vector<int>{-100'000, 7});
    there_and_back("age", std::vector<long long>{1LL << 62});
    there_and_back("serial", std::vector<unsigned long long>{~0ULL, 1});
    there_and_back("height", std::vector<double>{1.5, -0.25});
}

BOOST_AUTO_TEST_CASE(vectors_of_dates_are_sealed_and_read_back)
{
    insert_all("born", std::vector<std::tm>{date(1815, 12, 10), date(2026, 1, 2, 3, 4, 5)});
    const auto born = read_all<std::tm>("born");
    BOOST_REQUIRE(born.size() == 2u);
    BOOST_TEST(born[0].tm_year == -85);
    BOOST_TEST(born[1].tm_sec == 5);
    BOOST_TEST(looks_sealed(stored("born", 1)));
}

BOOST_AUTO_TEST_CASE(vectors_of_bytes_are_stored_as_bytes)
{
    insert_all("photo", std::vector<std::string>{std::string("\0\1\2", 3), "x"});
    BOOST_TEST(read_all<std::string>("photo")[0] == std::string("\0\1\2", 3));
    BOOST_TEST(read<std::string>(2, "photo") == "x");
}

BOOST_AUTO_TEST_CASE(indicators_of_a_vector_are_kept_row_by_row)
{
    std::vector<int> ids = {1, 2, 3};
    std::vector<std::string> notes = {"one", "two", "three"};
    std::vector<soci::indicator> states = {soci::i_ok, soci::i_null, soci::i_ok};
    sql << "insert into person(id, note) values(:id, :note)", soci::use(ids), soci::use(notes, states);
    BOOST_TEST(stored_as_null("note", 2));

    std::vector<std::string> found(10);
    std::vector<soci::indicator> given;
    sql << "select note from person order by id", soci::into(found, given);
    BOOST_REQUIRE(found.size() == 3u);
    BOOST_REQUIRE(given.size() == 3u);
    BOOST_TEST(given[1] == soci::i_null);
    BOOST_TEST(given[2] == soci::i_ok);
    BOOST_TEST(found[2] == "three");
}

BOOST_AUTO_TEST_CASE(null_in_a_vector_without_indicators_is_an_error)
{
    plain << "insert into person(id) values(1)";
    std::vector<std::string> found(10);
    BOOST_CHECK_THROW((sql << "select note from person", soci::into(found)), soci::soci_error);
}

BOOST_AUTO_TEST_CASE(a_prepared_bulk_insert_sends_each_batch_once)
{
    std::vector<int> ids = {1, 2};
    std::vector<std::string> notes = {"a", "b"};
    soci::statement insert_many =
        (sql.prepare << "insert into person(id, note) values(:id, :note)", soci::use(ids), soci::use(notes));
    insert_many.execute(true);
    BOOST_TEST(insert_many.get_affected_rows() == 2);
    ids = {3, 4};
    notes = {"c", "d"};
    insert_many.execute(true);

    BOOST_TEST(count("person") == 4);
    BOOST_TEST(read<std::string>(3, "note") == "c");
    BOOST_TEST(read<std::string>(4, "note") == "d");
}

BOOST_AUTO_TEST_CASE(a_cursor_is_fetched_in_batches_and_the_last_one_is_shorter)
{
    std::vector<std::string> notes;
    for (int i = 1; i <= 10; ++i) notes.push_back("note " + std::to_string(i));
    insert_all("note", notes);

    std::vector<std::string> batch(4);
    std::vector<int> ids(4);
    soci::statement all =
        (sql.prepare << "select id, note from person order by id", soci::into(ids), soci::into(batch));
    std::vector<std::string> seen;
    std::vector<std::size_t> sizes;
    all.execute();
    while (all.fetch()) {
        BOOST_REQUIRE(ids.size() == batch.size());
        seen.insert(seen.end(), batch.begin(), batch.end());
        sizes.push_back(batch.size());
        batch.resize(4);
        ids.resize(4);
    }

    BOOST_TEST(seen == notes, boost::test_tools::per_element());
    BOOST_TEST(sizes == (std::vector<std::size_t>{4, 4, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_vector_may_shrink_between_fetches)
{
    insert_all("note", std::vector<std::string>{"1", "2", "3", "4", "5"});
    std::vector<std::string> batch(3);
    soci::statement all = (sql.prepare << "select note from person order by id", soci::into(batch));
    all.execute();
    BOOST_TEST(all.fetch());
    batch.resize(1);
    BOOST_TEST(all.fetch());
    BOOST_REQUIRE(batch.size() == 1u);
    BOOST_TEST(batch[0] == "4");
}

BOOST_AUTO_TEST_CASE(empty_vectors_and_vectors_of_different_sizes_are_refused_without_values)
{
    std::vector<int> ids;
    std::vector<std::string> notes;
    BOOST_CHECK_THROW((sql << "insert into person(id, note) values(:id, :note)", soci::use(ids), soci::use(notes)),
                      soci::soci_error);
    ids = {1};
    notes = {"a secret", "another"};
    BOOST_CHECK_EXCEPTION((sql << "insert into person(id, note) values(:id, :note)", soci::use(ids), soci::use(notes)),
                          soci::soci_error, [](const soci::soci_error& thrown) {
                              return std::string(thrown.what()).find("secret") == std::string::npos;
                          });
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(a_bulk_range_moves_its_end_only)
{
    if (!engine->has_bulk_ranges()) {
        std::vector<std::string> notes = {"a", "b"};
        std::vector<int> ids = {1, 2};
        std::size_t end = 2;
        BOOST_CHECK_THROW((plain << "insert into log(id) values(:id)", soci::use(ids, std::size_t{0}, end)),
                          soci::soci_error);
        return left_out("bulk ranges", "SOCI's backend refuses them");
    }
    std::vector<int> ids = {1, 2, 3, 4};
    std::vector<std::string> notes = {"a", "b", "c", "d"};
    std::size_t end = 3;
    sql << "insert into person(id, note) values(:id, :note)", soci::use(ids, std::size_t{1}, end),
        soci::use(notes, std::size_t{1}, end);
    BOOST_TEST(count("person") == 2);

    std::vector<std::string> found(10, "untouched");
    std::size_t found_end = 9;
    sql << "select note from person order by id", soci::into(found, std::size_t{4}, found_end);
    BOOST_TEST(found.size() == 10u);
    BOOST_TEST(found_end == 6u);
    BOOST_TEST(found[3] == "untouched");
    BOOST_TEST(found[4] == "b");
    BOOST_TEST(found[5] == "c");
}

BOOST_AUTO_TEST_SUITE_END()
