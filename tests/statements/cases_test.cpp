#include <boost/test/unit_test.hpp>

#include "tests/statements/case_judge.h"

namespace {

using namespace cellseal;

void judge_all(live_keys live)
{
    test::case_tally tally;
    test::judge_file("cases/cases.jsonl", *test::crm(), live, test::code_check::required, tally);
    BOOST_TEST(tally.judged > 114U);
    test::report(tally);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cases_of_the_policy)

BOOST_AUTO_TEST_CASE(every_case_comes_out_as_written_or_as_tolerated) { judge_all({}); }

BOOST_AUTO_TEST_CASE(every_case_comes_out_the_same_while_keys_change)
{
    judge_all({.data_keys = 2, .index_keys = 1});
    judge_all({.data_keys = 2, .index_keys = 2});
}

BOOST_AUTO_TEST_SUITE_END()
