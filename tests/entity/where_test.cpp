#include <boost/test/unit_test.hpp>

#include "tests/entity/person.h"
#include "tests/refused.h"

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(where_test)

BOOST_AUTO_TEST_CASE(each_value_is_a_parameter_and_never_part_of_the_text)
{
    const auto found = where<&person::email> == "x'; drop table person";
    BOOST_TEST(found.text() == "email = :q0_email");
    BOOST_REQUIRE_EQUAL(found.values().size(), 1u);
    BOOST_TEST(found.parameter_name(0) == "q0_email");
    BOOST_TEST(std::get<std::string>(found.values()[0].value) == "x'; drop table person");
    BOOST_TEST(found.values()[0].secret);
}

BOOST_AUTO_TEST_CASE(conditions_are_joined_in_parentheses_with_parameters_of_their_own)
{
    const auto both = (where<&person::email> == "a") && (where<&person::email> != "b" || where<&person::id> > 7);
    BOOST_TEST(both.text() == "(email = :q0_email) and ((email <> :q1_email) or (id > :q2_id))");
    BOOST_TEST(std::get<std::string>(both.values()[1].value) == "b");
    BOOST_TEST(std::get<std::int64_t>(both.values()[2].value) == 7);
    BOOST_TEST(!both.values()[2].secret);
}

BOOST_AUTO_TEST_CASE(one_of_several_values)
{
    const auto some = where<&person::email>.in({"a", "b", "c"}) && where<&person::phone>.is_null();
    BOOST_TEST(some.text() == "(email in (:q0_email, :q1_email, :q2_email)) and (phone is null)");
    BOOST_TEST(where<&person::email>.in({}).text() == "1 = 0");
}

BOOST_AUTO_TEST_CASE(a_nested_member_is_named_by_its_path)
{
    BOOST_TEST((where<&customer::home, &address::city> == "Turin").text() == "home_city = :q0_home_city");
    BOOST_TEST((where<&customer::work, &address::city> == "Turin").text() == "work_city = :q0_work_city");
    BOOST_TEST((where<&customer::home, &address::street>.like("St%")).text() == "home_street like :q0_home_street");
}

BOOST_AUTO_TEST_CASE(values_are_stored_as_the_member_is)
{
    const auto closed = where<&customer::standing> == state::closed;
    BOOST_TEST(std::get<std::string>(closed.values()[0].value) == "closed");
    BOOST_CHECK_EXCEPTION((void)(where<&customer::standing> == static_cast<state>(9)), error,
                          refused_with(errc::type_mismatch, {"customer.standing"}));
}

BOOST_AUTO_TEST_SUITE_END()
