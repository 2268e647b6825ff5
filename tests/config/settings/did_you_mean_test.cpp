#include <array>

#include <boost/test/unit_test.hpp>

#include "config/settings/did_you_mean.h"

using cellseal::config::nearest_name;

BOOST_AUTO_TEST_SUITE(did_you_mean_test)

constexpr std::array<std::string_view, 4> offered = {"lookup", "companion", "read", "nulls"};

BOOST_AUTO_TEST_CASE(a_slip_is_answered_with_the_name_that_was_meant)
{
    BOOST_TEST(nearest_name("lokup", offered) == "lookup");
    BOOST_TEST(nearest_name("compagnon", offered) == "companion");
    BOOST_TEST(nearest_name("raed", offered) == "read");
    BOOST_TEST(nearest_name("reed", offered) == "read");
}

BOOST_AUTO_TEST_CASE(a_name_that_is_near_to_none_gets_no_guess)
{
    BOOST_TEST(nearest_name("passphrase", offered) == "");
    BOOST_TEST(nearest_name("", offered) == "");
}

BOOST_AUTO_TEST_SUITE_END()
