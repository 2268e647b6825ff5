// Attributes that are bound to their row.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct accounts : people {
    template <class Id>
    void open_account(const Id& id, const std::string& iban)
    {
        sql << "insert into account(iban, id) values(:iban, :id)", soci::use(iban), soci::use(id);
    }
    std::string iban_of(int id)
    {
        std::string iban;
        sql << "select iban from account where id = :id", soci::use(id), soci::into(iban);
        return iban;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(row_key_test, accounts)

BOOST_AUTO_TEST_CASE(a_value_bound_to_its_row_opens_there_and_nowhere_else)
{
    open_account(1, "DE01");
    open_account(2, "DE02");
    BOOST_TEST(iban_of(1) == "DE01");

    plain << "update account set iban = (select iban from account where id = 2) where id = 1";
    BOOST_CHECK_EXCEPTION((void)iban_of(1), error, refused_with(errc::tampered, {"account.iban"}));
}

BOOST_AUTO_TEST_CASE(the_key_is_the_same_whatever_type_the_user_binds_or_reads_it_by)
{
    open_account(1LL, "DE01");
    open_account(std::string("2"), "DE02");
    open_account(short{3}, "DE03");
    for (int id = 1; id <= 3; ++id) BOOST_TEST(iban_of(id) == "DE0" + std::to_string(id));

    std::string id;
    std::string iban;
    sql << "select id, iban from account where id = 2", soci::into(id), soci::into(iban);
    BOOST_TEST(id == "2");
    BOOST_TEST(iban == "DE02");
}

BOOST_AUTO_TEST_CASE(rows_and_vectors_take_the_key_of_each_row)
{
    std::vector<int> ids = {1, 2, 3};
    std::vector<std::string> ibans = {"DE01", "DE02", "DE03"};
    sql << "insert into account(id, iban) values(:id, :iban)", soci::use(ids), soci::use(ibans);

    std::vector<int> found_ids(10);
    std::vector<std::string> found(10);
    sql << "select iban, id from account order by id", soci::into(found), soci::into(found_ids);
    BOOST_TEST(found == ibans, boost::test_tools::per_element());
    BOOST_TEST(found_ids == ids, boost::test_tools::per_element());

    soci::row row;
    sql << "select * from account where id = 2", soci::into(row);
    BOOST_TEST(row.size() == 3u);
    BOOST_TEST(row.get<int>("id") == 2);
    BOOST_TEST(row.get<std::string>("iban") == "DE02");
}

BOOST_AUTO_TEST_CASE(a_value_bound_to_its_row_is_updated_by_its_key)
{
    open_account(1, "DE01");
    const std::string iban = "DE99";
    const int id = 1;
    sql << "update account set iban = :iban where id = :id", soci::use(iban), soci::use(id);
    BOOST_TEST(iban_of(1) == "DE99");
}

BOOST_AUTO_TEST_CASE(a_row_without_its_key_is_refused)
{
    const std::string iban = "DE01";
    const int id = 1;
    soci::indicator null = soci::i_null;
    BOOST_CHECK_EXCEPTION((sql << "insert into account(id, iban) values(:id, :iban)", soci::use(id, null),
                           soci::use(iban)),
                          error, refused_with(errc::missing_row_key, {"account.iban"}));
    BOOST_CHECK_EXCEPTION((sql << "insert into account(iban) values(:iban)", soci::use(iban)), error,
                          refused_with(errc::statement_refused));
    BOOST_TEST(count("account") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
