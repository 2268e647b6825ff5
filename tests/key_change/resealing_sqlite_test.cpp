#include <boost/test/unit_test.hpp>

#include <chrono>
#include <future>
#include <mutex>
#include <new>
#include <set>
#include <thread>

#include "tests/key_change/heard_transactions.h"
#include "tests/key_change/hotel.h"

using namespace cellseal;
using namespace std::chrono_literals;
using cellseal::tests::heard_transactions;

BOOST_FIXTURE_TEST_SUITE(resealing_sqlite_test, tests::hotel)

BOOST_AUTO_TEST_CASE(each_value_is_opened_once_and_sealed_once)
{
    change_key();
    const reseal_batch done = walk();
    BOOST_TEST(done.rows == static_cast<std::uint64_t>(guests));
    BOOST_TEST(done.resealed == static_cast<std::uint64_t>(guests));
    BOOST_TEST(crypto.opens == 2 * guests);
    BOOST_TEST(crypto.seals == 2 * guests);
    BOOST_TEST(old_rows() == 0u);
    soci::session sql = sealed();
    std::string note;
    const std::string email = "guest1500@example.org";
    sql << "select note from guest where email = :email", soci::use(email, "email"), soci::into(note);
    BOOST_TEST(note == "late arrival");
}

BOOST_AUTO_TEST_CASE(a_call_takes_no_more_rows_than_it_was_told_and_another_worker_goes_on_from_there)
{
    change_key();
    soci::session sql = plain();
    soci_orm::resealable_rows_soci rows(sql, registry);
    reseal_cursor cursor;
    const reseal_batch done = rows.reseal("guest", *keys->current(), cursor, 200, locked_rows::skip);
    BOOST_TEST(done.resealed > 0u);
    BOOST_TEST(done.resealed <= 200u);
    BOOST_TEST(!cursor.at_end);
    BOOST_TEST(cursor.after == std::vector{std::to_string(done.resealed)}, boost::test_tools::per_element());
    BOOST_TEST(old_rows() == guests - done.resealed);
    static_cast<void>(walk(cursor, 200));
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(a_failure_in_the_sealing_thread_reaches_the_caller_and_loses_nothing)
{
    if (std::thread::hardware_concurrency() < 2) return;  // There is no such thread then.
    change_key();
    const auto caller = std::this_thread::get_id();
    std::promise<void> other_thread;
    std::shared_future<void> there_is_another = other_thread.get_future().share();
    std::atomic<int> left = 300;
    crypto.before_seal = [&] {
        if (std::this_thread::get_id() == caller) {
            there_is_another.wait_for(20s);
        } else if (left-- == 300) {
            other_thread.set_value();
        } else if (left == 0) {
            throw std::bad_alloc();
        }
    };
    BOOST_CHECK_THROW(walk(), std::bad_alloc);
    BOOST_TEST(left <= 0);
    crypto.before_seal = [] {};
    const std::uint64_t old = old_rows();
    BOOST_TEST(old > 0u);
    BOOST_TEST(walk().resealed == old);
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(a_row_written_while_it_is_being_sealed_is_left_to_the_next_walk)
{
    change_key();
    std::once_flag once;
    crypto.before_seal = [&] {
        // By a process that has not followed yet: its value is as good as the old one. Whoever else seals waits for it.
        std::call_once(
            once, [&] { plain() << "update guest set note = (select note from guest where id = 2) where id = 1"; });
    };
    const reseal_batch done = walk();
    BOOST_TEST(done.moved == 1u);
    BOOST_TEST(old_rows() == 1u);
    crypto.before_seal = [] {};
    BOOST_TEST(walk().resealed == 1u);
}

BOOST_AUTO_TEST_CASE(what_does_not_open_stays_and_is_told_whichever_thread_finds_it)
{
    for (const int id : {1, 700, 1500})
        plain() << "update guest set note = replace(note, substr(note, 40, 4), 'AAAA') where id = :id", soci::use(id);
    change_key();
    const reseal_batch done = walk();
    BOOST_TEST(done.findings == 3u);
    std::set<std::string> names;
    for (const reseal_finding& each : findings()) names.insert(each.name());
    BOOST_TEST(names == (std::set<std::string>{"guest.note 1", "guest.note 700", "guest.note 1500"}),
               boost::test_tools::per_element());
    BOOST_TEST(old_rows() == 3u);
}

BOOST_AUTO_TEST_CASE(of_two_rows_with_one_unique_value_neither_is_deleted_whatever_the_index_says)
{
    change_key();
    {
        soci::session sql = sealed();
        check_in(sql, guests + 1, "guest700@example.org");
    }
    // A table that has come to hold both.
    plain() << "create table again(id integer primary key, email text, bidx_email text unique on conflict replace, "
               "note text)";
    plain() << "insert into again select * from guest";
    plain() << "drop table guest";
    plain() << "alter table again rename to guest";
    const reseal_batch done = walk();
    BOOST_TEST(done.findings == 1u);
    BOOST_REQUIRE_EQUAL(findings().size(), 1u);
    BOOST_TEST(findings().front().name() == "guest.email 700");
    BOOST_TEST(findings().front().reason == "duplicate of 1501");
    int count = 0;
    plain() << "select count(*) from guest", soci::into(count);
    BOOST_TEST(count == guests + 1);
    BOOST_TEST(old_rows() == 1u);
}

BOOST_AUTO_TEST_CASE(a_writer_waits_for_the_lock_and_no_longer_than_its_time_out)
{
    constexpr int busy = 5;
    soci::session holder = plain();
    holder << "begin immediate";
    soci::session waiting = sealed();
    std::thread release([&] {
        std::this_thread::sleep_for(100ms);
        holder << "commit";
    });
    check_in(waiting, guests + 1, "patient@example.org");
    release.join();

    holder << "begin immediate";
    soci::session impatient{factory, "dbname=" + (folder.path / "hotel.db").string() + " timeout=1"};
    BOOST_CHECK_EXCEPTION(check_in(impatient, guests + 2, "late@example.org"), soci::sqlite3_soci_error,
                          [](const soci::sqlite3_soci_error& thrown) { return thrown.result() == busy; });
    holder << "rollback";
    check_in(impatient, guests + 2, "late@example.org");
}

// Nothing tells a worker of somebody who waits and has not written yet.
BOOST_AUTO_TEST_CASE(alone_a_worker_leaves_the_lock_to_whoever_comes_for_a_tenth_of_the_time_it_held_it)
{
    change_key();
    crypto.before_seal = [] { std::this_thread::sleep_for(100us); };
    soci::session sql = plain(), late = plain();
    soci_orm::resealable_rows_soci rows(sql, registry);
    int let_in = 0;
    heard_transactions heard(sql, [&] {
        late << "begin immediate";
        late << "rollback";
        ++let_in;
    });
    for (reseal_cursor cursor; !cursor.at_end;)
        static_cast<void>(rows.reseal("guest", *keys->current(), cursor, 0, locked_rows::skip));
    const auto& all = heard.all();
    BOOST_REQUIRE_GT(all.size(), 3u);
    BOOST_TEST(let_in == static_cast<int>(all.size()));
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto held = all[i - 1].ended - all[i - 1].began, free = all[i].asked - all[i - 1].ended;
        BOOST_CHECK(free >= std::min<heard_transactions::clock::duration>(held / 10, 500ms));
    }
}

BOOST_AUTO_TEST_SUITE_END()
