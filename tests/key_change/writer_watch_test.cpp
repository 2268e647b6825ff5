#include "adapters/orm/soci/key_change/writer_watch.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "tests/orm/soci/engine_under_test.h"

using namespace cellseal::soci_orm;

namespace {

struct server {
    const std::unique_ptr<cellseal::tests::engine_under_test> engine = cellseal::tests::make_engine_under_test();
    soci::session sql{engine->factory(), engine->connect_string()};
    server_pace pace;

    [[nodiscard]] bool on_server() const { return engine->name() == "postgresql" || engine->name() == "mysql"; }
    [[nodiscard]] table_home home() const
    {
        return engine->name() == "mysql" ? table_home::mysql : table_home::postgresql;
    }
    /// What is said again and again by another connection while this exists.
    struct other {
        other(const server& where, const std::string& statement)
            : saying([this, &where, statement] {
                  soci::session sql(where.engine->factory(), where.engine->connect_string());
                  while (!done) {
                      sql << statement;
                      ++said;
                  }
              })
        {
            while (said == 0) std::this_thread::yield();
        }
        ~other()
        {
            done = true;
            saying.join();
        }
        std::atomic<bool> done = false;
        std::atomic<int> said = 0;
        std::thread saying;
    };
    /// Until something is heard, or for many silences: a machine that is busy wakes late, and then hears nothing.
    bool hears_others(writer_watch& watch, int most)
    {
        for (int i = 0; i < most && pace.is_alone(); ++i) {
            watch.keep_silence();
            std::this_thread::sleep_until(pace.next_silence(server_pace::time_point::clock::now())->begins);
        }
        return !pace.is_alone();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(writer_watch_test, server)

BOOST_AUTO_TEST_CASE(who_writes_is_heard_at_once_and_by_the_server_s_time)
{
    if (!on_server()) return;
    sql << "create table written(id integer)";
    sql << "insert into written(id) values(1)";
    for (const char* statement : {"update written set id = id + 1", "insert into written(id) values(1)"}) {
        const other writer(*this, statement);
        writer_watch watch(sql, home(), pace = {});
        watch.keep_silence();
        BOOST_TEST(!pace.is_alone());
        pace.heard_at_first(0);
        constexpr int many = 200;
        BOOST_TEST(hears_others(watch, many));
    }
}

BOOST_AUTO_TEST_CASE(who_reads_is_not_heard)
{
    if (!on_server()) return;
    sql << "create table written(id integer)";
    const other reader(*this, "select * from written");
    writer_watch watch(sql, home(), pace);
    constexpr int some = 8;
    BOOST_TEST(!hears_others(watch, some));
}

BOOST_AUTO_TEST_CASE(a_server_that_does_not_tell_is_one_without_others)
{
    if (!on_server()) return;
    const table_home foreign = home() == table_home::mysql ? table_home::postgresql : table_home::mysql;
    writer_watch watch(sql, foreign, pace);
    watch.keep_silence();
    watch.keep_silence();
    BOOST_TEST(pace.is_alone());
    BOOST_TEST(!pace.next_silence({}).has_value());
    int one = 0;
    sql << "select 1", soci::into(one);
    BOOST_TEST(one == 1);
}

BOOST_AUTO_TEST_SUITE_END()
