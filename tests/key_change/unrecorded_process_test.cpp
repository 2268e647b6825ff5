// A process that no key change can see: it has the decorator's factory and a keyring of its own, and no row in
// cellseal_process. It finds whatever others write, at every moment of a change.
#include <chrono>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "tests/key_change/engine_change.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

struct unrecorded : tests::engine_change {
    const config::settings from = config::load_settings((folder / "cellseal.toml").string());
    config::assembly built{from};
    const start_up_report report = open_or_create(built.plan_for(from, app->started().registry));
    const soci_orm::sealing_backend_factory factory{engine->factory(), report.registry, report.keyring};
    soci::session other{factory, built.address.connection};
    int next_id = accounts;
    int missed = 0;

    /// Written here, looked for there; and the other way round.
    void write_and_look()
    {
        for (const auto& [writer, reader] : {std::pair{&sql, &other}, std::pair{&other, &sql}}) {
            const std::string email = email_of(++next_id), note = "later";
            *writer << "insert into account(id, email, note) values(:id, :email, :note)", soci::use(next_id, "id"),
                soci::use(email, "email"), soci::use(note, "note");
            if (note_of(*reader, next_id) != note) ++missed;
        }
    }
    void go_on_for(std::chrono::seconds span)
    {
        for (const auto end = std::chrono::steady_clock::now() + span; std::chrono::steady_clock::now() < end;) {
            write_and_look();
            std::this_thread::sleep_for(20ms);
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unrecorded_process_test, unrecorded)

BOOST_AUTO_TEST_CASE(a_process_that_is_not_recorded_finds_what_others_write_at_every_moment_of_a_change)
{
    write_and_look();
    const accepted_change accepted = change(*app);
    // The application activates by itself, when all that it knows have the new key.
    for (int left = 60; left > 0 && app->key_change().changer().state().phase == change_phase::prepared; --left)
        go_on_for(1s);
    BOOST_TEST((app->key_change().changer().state().phase == change_phase::resealing));
    go_on_for(2s);
    BOOST_TEST(static_cast<int>(work(*app, [&](const work_progress&) {
                   write_and_look();
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    write_and_look();
    BOOST_TEST(report.keyring->for_sealing()->key_check() == accepted.key_check);
    BOOST_TEST(missed == 0);
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
