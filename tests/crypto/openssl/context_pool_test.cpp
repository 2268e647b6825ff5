#include "adapters/crypto/openssl/context_pool.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

using cellseal::openssl::context_pool;

namespace {

struct counted {
    explicit counted(std::atomic<int>& all) : alive(all) { ++alive; }
    ~counted() { --alive; }

    std::atomic<int>& alive;
    std::atomic<bool> in_use{false};
    int uses = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(context_pool_test)

BOOST_AUTO_TEST_CASE(a_thread_finds_its_context_again)
{
    std::atomic<int> alive{0};
    context_pool<counted> pool;
    const auto make = [&] { return std::make_unique<counted>(alive); };
    counted* const first = &*pool.take(make);
    for (int i = 0; i < 100; ++i) BOOST_CHECK_EQUAL(&*pool.take(make), first);
    BOOST_CHECK_EQUAL(alive, 1);
}

BOOST_AUTO_TEST_CASE(contexts_beyond_the_slots_are_made_for_the_occasion_and_all_end_with_the_pool)
{
    std::atomic<int> alive{0};
    {
        context_pool<counted> pool;
        const auto make = [&] { return std::make_unique<counted>(alive); };
        {
            std::vector<std::unique_ptr<context_pool<counted>::lease>> leases;
            for (int i = 0; i < 40; ++i) leases.emplace_back(new context_pool<counted>::lease(pool.take(make)));
            BOOST_CHECK_EQUAL(alive, 40);
        }
        BOOST_CHECK_LE(alive, 17);  // The thread's own one, and those at shared places.
    }
    BOOST_CHECK_EQUAL(alive, 0);
}

BOOST_AUTO_TEST_CASE(a_context_comes_back_when_its_user_throws)
{
    std::atomic<int> alive{0};
    context_pool<counted> pool;
    const auto make = [&] { return std::make_unique<counted>(alive); };
    const auto failing_use = [&] {
        const auto mine = pool.take(make);
        throw std::runtime_error("on purpose");
    };
    for (int i = 0; i < 3; ++i) BOOST_CHECK_THROW(failing_use(), std::runtime_error);
    BOOST_CHECK_EQUAL(alive, 1);
}

BOOST_AUTO_TEST_CASE(no_two_threads_hold_one_context_at_the_same_time)
{
    std::atomic<int> alive{0}, clashes{0};
    context_pool<counted> pool;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 20; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 5000; ++i) {
                    const auto mine = pool.take([&] { return std::make_unique<counted>(alive); });
                    if (mine->in_use.exchange(true)) ++clashes;
                    ++mine->uses;  // A data race for ThreadSanitizer, were it shared.
                    mine->in_use = false;
                }
            });
    }
    BOOST_CHECK_EQUAL(clashes, 0);
    BOOST_CHECK_LE(alive, 32);
}

BOOST_AUTO_TEST_CASE(a_thread_that_uses_two_at_once_gets_two)
{
    std::atomic<int> alive{0};
    context_pool<counted> pool;
    const auto make = [&] { return std::make_unique<counted>(alive); };
    for (int i = 0; i < 3; ++i) {
        const auto first = pool.take(make);
        const auto second = pool.take(make);
        BOOST_CHECK_NE(&*first, &*second);
    }
    BOOST_CHECK_EQUAL(alive, 2);
}

BOOST_AUTO_TEST_SUITE_END()
