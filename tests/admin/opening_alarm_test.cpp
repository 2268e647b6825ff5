#include "plugin/admin/opening_alarm.h"

#include <boost/test/unit_test.hpp>

#include "tests/doubles/key_surroundings.h"

using namespace cellseal;

namespace {

struct watched {
    manual_clock time;
    std::uint64_t failed = 5;
    std::vector<std::uint64_t> raised;
    opening_alarm alarm{time, [this] { return failed; }, [this](std::uint64_t count) { raised.push_back(count); }};

    void pass(std::chrono::seconds span, std::uint64_t more)
    {
        time.time += span;
        failed += more;
        alarm.look();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(opening_alarm_test, watched)

BOOST_AUTO_TEST_CASE(a_thousand_within_a_minute_raise_it_once)
{
    pass(std::chrono::seconds{20}, 999);
    BOOST_CHECK(raised.empty());
    pass(std::chrono::seconds{20}, 1);
    pass(std::chrono::seconds{5}, 700);
    BOOST_TEST(raised == std::vector<std::uint64_t>{1000}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_same_number_over_two_minutes_does_not)
{
    pass(std::chrono::seconds{60}, 600);
    pass(std::chrono::seconds{59}, 600);
    BOOST_CHECK(raised.empty());
}

BOOST_AUTO_TEST_CASE(the_next_minute_raises_it_again)
{
    pass(std::chrono::seconds{60}, 1500);
    pass(std::chrono::seconds{30}, 1200);
    const std::vector<std::uint64_t> expected{1500, 1200};
    BOOST_TEST(raised == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
