// Several threads, several organisations, savepoints, and connections that fail over.
#include <soci/soci.h>

#include <soci/callbacks.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <mutex>
#include <thread>

#include "tests/orm/soci/member.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct sharing : people {
    /// Another organisation, over the same database.
    std::shared_ptr<fixed_keyring> other_keys = std::make_shared<fixed_keyring>(
        registry, crypto, fixed_keys{.organisation = "org-2", .data_keys = {{0x50}}, .index_keys = {{0x60}}});
    soci_orm::sealing_backend_factory other_factory{engine->factory(), registry, other_keys, engine->options()};
    soci::session other{other_factory, engine->connect_string()};
};

struct counting_failover final : soci::failover_callback {
    int started_times = 0;
    int finished_times = 0;
    void started() override { ++started_times; }
    void finished(soci::session&) override { ++finished_times; }
    void failed(bool& retry, std::string&) override { retry = true; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sharing_test, sharing)

BOOST_AUTO_TEST_CASE(eight_threads_read_and_write_many_entities_through_one_pool)
{
    constexpr std::size_t threads = 8;
    constexpr int each = 40;
    soci::connection_pool pool(threads / 2);  // So that threads wait for each other, too.
    for (std::size_t i = 0; i < threads / 2; ++i) pool.at(i).open(factory, engine->connect_string());
    std::atomic<int> right = 0;
    std::mutex guard;
    std::string problems;
    const auto work = [&](int worker) {
        try {
            std::vector<member> mine;
            for (int i = 1; i <= each; ++i) {
                const int id = worker * 1000 + i;
                mine.push_back({id, "w" + std::to_string(worker), "m" + std::to_string(id), "note", id, {}, {}});
            }
            soci::session session(pool);
            soci_orm::insert_all(session, mine);
            for (const member& one : mine)
                for (const member& found : soci_orm::select_all(session, where<&member::email> == one.email))
                    if (found.id == one.id && found.age == one.age) ++right;
        } catch (const std::exception& problem) {
            const std::scoped_lock lock(guard);
            problems += problem.what();
        }
    };
    std::vector<std::thread> workers;
    for (std::size_t worker = 0; worker < threads; ++worker) workers.emplace_back(work, static_cast<int>(worker));
    for (std::thread& one : workers) one.join();
    BOOST_TEST(problems == "");
    BOOST_TEST(right == static_cast<int>(threads) * each);
}

BOOST_AUTO_TEST_CASE(two_organisations_in_one_database_open_their_own_values_alone)
{
    insert(1, "email", std::string("same@example.org"));
    const int id = 2;
    const std::string email = "same@example.org";
    other << "insert into person(id, email) values(:id, :e)", soci::use(id), soci::use(email);

    int found = 0;
    sql << "select id from person where email = :e", soci::use(email), soci::into(found);
    BOOST_TEST(found == 1);
    other << "select id from person where email = :e", soci::use(email), soci::into(found);
    BOOST_TEST(found == 2);
    BOOST_TEST(stored("bidx_email", 1) != stored("bidx_email", 2));
    BOOST_CHECK_EXCEPTION((void)read<std::string>(2, "email"), error, refused_with(errc::unknown_key));
    std::string theirs;
    BOOST_CHECK_EXCEPTION((other << "select email from person where id = 1", soci::into(theirs)), error,
                          refused_with(errc::unknown_key));
    other << "select email from person where id = 2", soci::into(theirs);
    BOOST_TEST(theirs == email);
}

BOOST_AUTO_TEST_CASE(a_savepoint_takes_back_what_came_after_it_and_no_more)
{
    soci::transaction whole(sql);
    insert(1, "note", std::string("kept"));
    sql << "savepoint here";
    insert(2, "note", std::string("taken back"));
    BOOST_TEST(read<std::string>(2, "note") == "taken back");
    sql << "rollback to savepoint here";
    insert(3, "note", std::string("after"));
    sql << "release savepoint here";
    whole.commit();
    BOOST_TEST(count("person") == 2);
    BOOST_TEST(read<std::string>(1, "note") == "kept");
    BOOST_TEST(read<std::string>(3, "note") == "after");
}

// The driver names statements after their addresses: where memory is used again at once, by that of one that failed.
bool plain_goes_back_to_a_savepoint(soci::session& plain)
{
    const int id = 1;
    const std::string insertion = "insert into account(id) values(:id)";
    soci::transaction whole(plain);
    plain << insertion, soci::use(id);
    plain << "savepoint here";
    BOOST_CHECK_THROW((plain << insertion, soci::use(id)), soci::soci_error);
    try {
        plain << "rollback to savepoint here";
        return true;
    } catch (const soci::soci_error&) {
        return false;
    }
}

BOOST_AUTO_TEST_CASE(an_error_after_a_savepoint_does_not_lose_what_came_before_it)
{
    if (engine->name() == "odbc-postgresql" && !plain_goes_back_to_a_savepoint(plain))
        return left_out("rollback to a savepoint after an error",
                        "PostgreSQL's ODBC driver gives its statement the name of the one that failed");
    soci::transaction whole(sql);
    insert(1, "note", std::string("kept"));
    sql << "savepoint here";
    BOOST_CHECK_THROW(insert(1, "note", std::string("twice")), soci::soci_error);
    sql << "rollback to savepoint here";
    whole.commit();
    BOOST_TEST(read<std::string>(1, "note") == "kept");
}

BOOST_AUTO_TEST_CASE(a_failover_callback_is_called_by_the_backend_and_values_are_sealed_after_it)
{
    if (engine->name() != "postgresql")
        return left_out("failover callbacks", "SOCI's backend calls none, or the driver fails over by itself");
    counting_failover callback;
    sql.set_failover_callback(callback);
    insert(1, "note", std::string("before"));
    engine->kill_server();
    engine->start_server();
    plain.reconnect();
    other.reconnect();
    // SOCI's backend notices at the second error, and still reports it.
    for (int attempt = 0; attempt < 2; ++attempt)
        BOOST_CHECK_THROW(insert(2, "note", std::string("while it fails over")), soci::soci_error);
    BOOST_TEST(callback.started_times == 1);
    BOOST_TEST(callback.finished_times == 1);
    insert(3, "note", std::string("after"));
    BOOST_TEST(looks_sealed(stored("note", 3)));
    BOOST_TEST(read<std::string>(3, "note") == "after");
}

BOOST_AUTO_TEST_SUITE_END()
