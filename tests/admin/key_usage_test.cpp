#include "plugin/admin/key_usage.h"

#include <boost/test/unit_test.hpp>

#include "plugin/error/error.h"
#include "tests/doubles/administered.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(key_usage_test, administered)

BOOST_AUTO_TEST_CASE(whole_blocks_are_noted_and_what_cannot_be_noted_now_is_noted_next_time)
{
    std::uint64_t sealed = 100;
    std::vector<std::uint64_t> noted;
    bool database_is_gone = false;
    key_usage usage{[&] { return sealed; },
                    [&](std::uint64_t values) {
                        if (database_is_gone) throw error(errc::database_unavailable, "gone");
                        noted.push_back(values);
                    }};
    sealed += key_usage::block - 1;
    usage.look();
    BOOST_CHECK(noted.empty());
    sealed += 1;
    database_is_gone = true;
    BOOST_CHECK_THROW(usage.look(), error);
    database_is_gone = false;
    sealed += 5;
    usage.look();
    usage.look();
    const std::vector<std::uint64_t> expected{key_usage::block + 5};
    BOOST_TEST(noted == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(at_the_limit_a_key_change_is_asked_for)
{
    BOOST_CHECK_EQUAL(note_usage(on(), key_usage::limit - 10), "");
    BOOST_CHECK_EQUAL(last_event(), "values_sealed");
    const std::string told = note_usage(on(), 10);
    BOOST_CHECK(told.find("data key 1 has sealed 1099511627776 values") != std::string::npos);
    BOOST_CHECK(told.find("change the key") != std::string::npos);
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
}

BOOST_AUTO_TEST_SUITE_END()
