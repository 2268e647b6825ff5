#include "plugin/interceptor/plan_cache.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace cellseal;

namespace {

std::shared_ptr<const statement_plan> plan_of(const std::string& sql)
{
    statement_plan plan;
    plan.rewritten = sql;
    return std::make_shared<const statement_plan>(plan);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_cache_test)

BOOST_AUTO_TEST_CASE(a_plan_is_found_by_its_text_in_the_same_circumstances_only)
{
    plan_cache cache(10);
    cache.keep("select 1", 7, plan_of("select 1"));

    BOOST_REQUIRE(cache.find("select 1", 7));
    BOOST_TEST(cache.find("select 1", 7)->rewritten == "select 1");
    BOOST_TEST(!cache.find("select 1", 8));
    BOOST_TEST(!cache.find("select 2", 7));
}

BOOST_AUTO_TEST_CASE(one_text_may_have_a_plan_for_each_schema)
{
    plan_cache cache(10);
    cache.keep("select 1", 7, plan_of("a"));
    cache.keep("select 1", 8, plan_of("b"));

    BOOST_TEST(cache.find("select 1", 7)->rewritten == "a");
    BOOST_TEST(cache.find("select 1", 8)->rewritten == "b");
}

BOOST_AUTO_TEST_CASE(a_full_cache_forgets_the_older_plans_and_never_grows_beyond_its_capacity)
{
    plan_cache cache(10);
    for (int i = 0; i < 1000; ++i) cache.keep("select " + std::to_string(i), 0, plan_of("x"));

    int kept = 0;
    for (int i = 0; i < 1000; ++i) kept += cache.find("select " + std::to_string(i), 0) != nullptr;
    BOOST_TEST(kept <= 10);
    BOOST_TEST(kept >= 5);
    BOOST_TEST(cache.find("select 999", 0) != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
