#include "adapters/orm/soci/key_change/writing_turn.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "tests/key_change/hotel.h"

using namespace cellseal;
using namespace std::chrono_literals;
using soci_orm::table_home;
using soci_orm::writing_turn;

namespace {

/// A session of its own, as each worker has one, and a clock that the test sets.
struct worker {
    explicit worker(const tests::hotel& in) : sql(in.plain()) {}

    bool has(writing_turn::time_point now) { return turn.has(now, 2s); }

    soci::session sql;
    soci_orm::work_order_table orders{sql, table_home::sqlite, "cellseal_work"};
    writing_turn turn{orders};
};

struct two_workers : tests::hotel {
    worker first{*this}, second{*this};
    writing_turn::time_point now{1h};
    soci::session observer = plain();

    // Another for whoever writes in between.
    long long version()
    {
        long long number = 0;
        observer << "pragma data_version", soci::into(number);
        return number;
    }
};

/// A process that reseals a part of the table, and then has the turn until it is killed.
class worker_process {
public:
    explicit worker_process(tests::hotel& in)
    {
        int ends[2];
        BOOST_REQUIRE(::pipe(ends) == 0);
        id_ = ::fork();
        if (id_ == 0) work(in, ends[1]);
        char begun = 0;
        BOOST_REQUIRE(::read(ends[0], &begun, 1) == 1);
        ::close(ends[0]);
        ::close(ends[1]);
    }
    worker_process(const worker_process&) = delete;
    worker_process& operator=(const worker_process&) = delete;
    ~worker_process() { kill(); }
    void send(int signal) const { ::kill(id_, signal); }
    void kill()
    {
        if (id_ == 0) return;
        send(SIGKILL);
        ::waitpid(std::exchange(id_, 0), nullptr, 0);
    }

private:
    [[noreturn]] static void work(tests::hotel& in, int told)
    {
        soci::session sql = in.plain();
        soci_orm::resealable_rows_soci rows(sql, in.registry);
        reseal_cursor cursor;
        while (!rows.has_turn(2s)) std::this_thread::sleep_for(10ms);
        static_cast<void>(rows.reseal("guest", *in.keys->current(), cursor, 200, locked_rows::skip));
        static_cast<void>(::write(told, "!", 1));
        for (;; std::this_thread::sleep_for(10ms)) static_cast<void>(rows.has_turn(2s));
    }

    pid_t id_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(writing_turn_test, two_workers)

BOOST_AUTO_TEST_CASE(of_two_workers_one_has_the_turn_as_long_as_it_asks)
{
    BOOST_TEST(first.has(now));
    for (int i = 0; i < 100; ++i, now += 300ms) {
        BOOST_TEST(first.has(now));
        BOOST_TEST(!second.has(now));
    }
}

BOOST_AUTO_TEST_CASE(who_stands_by_writes_nothing)
{
    BOOST_TEST(first.has(now));
    const long long before = version();
    for (int i = 0; i < 10; ++i, now += 100ms) BOOST_TEST(!second.has(now));
    BOOST_TEST(version() == before);
    BOOST_TEST(first.has(now));
    BOOST_TEST(version() != before);
}

BOOST_AUTO_TEST_CASE(who_has_the_turn_writes_twice_a_second_for_it_and_no_more_often)
{
    BOOST_TEST(first.has(now));
    const long long before = version();
    BOOST_TEST(first.has(now + writing_turn::raised_every - 1ms));
    BOOST_TEST(version() == before);
    BOOST_TEST(first.has(now + writing_turn::raised_every));
    BOOST_TEST(version() != before);
}

BOOST_AUTO_TEST_CASE(a_turn_that_stands_still_is_taken_and_who_had_it_stands_by)
{
    BOOST_TEST(first.has(now));
    BOOST_TEST(!second.has(now));
    BOOST_TEST(!second.has(now + 1999ms));
    BOOST_TEST(second.has(now + 2s));
    BOOST_TEST(!first.has(now + 2s));
    BOOST_TEST(!first.has(now + 3s));
    BOOST_TEST(second.has(now + 3s));
}

BOOST_AUTO_TEST_CASE(each_measures_by_its_own_clock)
{
    BOOST_TEST(first.has(now));
    const auto another_clock = now + 10000h;
    BOOST_TEST(!second.has(another_clock));
    BOOST_TEST(!second.has(another_clock + 1s));
    BOOST_TEST(first.has(now + 1s));
    BOOST_TEST(!second.has(another_clock + 2s));
    BOOST_TEST(!second.has(another_clock + 3s));
    BOOST_TEST(second.has(another_clock + 4s));
}

BOOST_AUTO_TEST_CASE(a_turn_that_is_given_up_is_taken_at_once)
{
    BOOST_TEST(first.has(now));
    BOOST_TEST(!second.has(now));
    second.turn.give_up();
    BOOST_TEST(!second.has(now));
    first.turn.give_up();
    BOOST_TEST(second.has(now));
    BOOST_TEST(!first.has(now));
}

BOOST_AUTO_TEST_CASE(who_has_lost_it_gives_up_nothing)
{
    BOOST_TEST(first.has(now));
    BOOST_TEST(!second.has(now));
    BOOST_TEST(second.has(now + 2s));
    first.turn.give_up();
    BOOST_TEST(!first.has(now + 2s));
    BOOST_TEST(second.has(now + 3s));
}

BOOST_AUTO_TEST_CASE(orders_and_turn_leave_each_other_alone)
{
    first.orders.write({.paused = true, .rows_per_second = 300});
    BOOST_TEST(first.has(now));
    BOOST_TEST(second.orders.read().paused);
    BOOST_TEST(second.orders.read().rows_per_second.value() == 300u);
    second.orders.write({.paused = false, .rows_per_second = {}});
    BOOST_TEST(!second.has(now));
    BOOST_TEST(first.has(now + 1s));
    first.turn.give_up();
    second.orders.write({.paused = true, .rows_per_second = 20});
    BOOST_TEST(first.orders.read().rows_per_second.value() == 20u);
}

BOOST_AUTO_TEST_CASE(who_deletes_the_turn_has_it_taken_anew)
{
    BOOST_TEST(first.has(now));
    observer << "delete from cellseal_work";
    BOOST_TEST(second.has(now));
    BOOST_TEST(!first.has(now + 1s));
}

BOOST_AUTO_TEST_CASE(where_it_cannot_be_written_everybody_works_as_if_there_were_no_turn)
{
    observer << "create view cellseal_work as select 'nothing' as order_name, 0 as order_value";
    BOOST_TEST(first.has(now));
    BOOST_TEST(second.has(now));
    BOOST_TEST(first.has(now + 1s));
    first.turn.give_up();
}

BOOST_AUTO_TEST_CASE(in_a_file_that_may_only_be_read_nobody_waits_for_a_turn)
{
    first.sql << "pragma query_only = on";
    BOOST_TEST(first.has(now));
    BOOST_TEST(second.has(now));
}

BOOST_AUTO_TEST_CASE(while_somebody_keeps_the_database_locked_the_turn_stays_where_it_is)
{
    BOOST_TEST(first.has(now));
    BOOST_TEST(!second.has(now));
    for (worker* each : {&first, &second}) each->sql << "pragma busy_timeout = 0";
    observer << "begin immediate";
    BOOST_TEST(first.has(now + 5s));
    BOOST_TEST(!second.has(now + 5s));
    observer << "rollback";
    BOOST_TEST(first.has(now + 6s));
    BOOST_TEST(!second.has(now + 6s));
}

BOOST_AUTO_TEST_CASE(a_worker_that_is_killed_is_replaced_and_its_rows_are_finished)
{
    change_key();
    worker_process killed(*this);
    soci::session sql = plain();
    soci_orm::resealable_rows_soci rows(sql, registry);
    for (int i = 0; i < 5; ++i) BOOST_TEST(!rows.has_turn(2s));
    BOOST_TEST(old_rows() > 0u);
    killed.kill();
    while (!rows.has_turn(2s)) std::this_thread::sleep_for(50ms);
    static_cast<void>(walk());
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(a_worker_that_slept_through_its_turn_stands_by_when_it_wakes_up)
{
    change_key();
    worker_process asleep(*this);
    asleep.send(SIGSTOP);
    soci::session sql = plain();
    soci_orm::resealable_rows_soci rows(sql, registry);
    while (!rows.has_turn(200ms)) std::this_thread::sleep_for(50ms);
    std::this_thread::sleep_for(600ms);
    asleep.send(SIGCONT);
    for (int i = 0; i < 50; ++i, std::this_thread::sleep_for(10ms)) BOOST_TEST(rows.has_turn(2s));
}

BOOST_AUTO_TEST_SUITE_END()
