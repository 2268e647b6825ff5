#include <boost/test/unit_test.hpp>

#include "adapters/admin/command_line/key_change_told.h"

using namespace cellseal;
using command_line::progress_line;

BOOST_AUTO_TEST_SUITE(progress_line_test)

BOOST_AUTO_TEST_CASE(who_works_tells_step_rate_and_time_left)
{
    work_progress now;
    now.step = next_step::reseal;
    now.resealed = 500;
    now.rows_left = 1000;
    now.rows_per_second = 100;
    BOOST_TEST(progress_line(now) ==
               "reseal               [##########....................] 500 moved, 1000 left, 100 rows/s, 10 s left");
}

BOOST_AUTO_TEST_CASE(who_stands_by_says_so_and_tells_how_far_the_other_is)
{
    work_progress now;
    now.step = next_step::reseal;
    now.stands_by = true;
    now.rows_left = 1000;
    now.rows_per_second = 50;
    BOOST_TEST(progress_line(now) ==
               "stands by            [..............................] 0 moved, 1000 left, 50 rows/s, 20 s left");
    now.paused = true;
    BOOST_TEST(progress_line(now).starts_with("paused "));
}

BOOST_AUTO_TEST_SUITE_END()
