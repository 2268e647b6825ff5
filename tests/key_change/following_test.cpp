#include <boost/test/unit_test.hpp>

#include "plugin/keys/sealkey_text.h"
#include "tests/key_change/changing_organisation.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

// Another process of the same application, with a pin of its own unless it shares the folder.
struct two_processes : changing_organisation {
    memory_pins own_pins;
    keyring_surroundings apart{"contoso", store, key, own_pins, crypto, time};
    start_up_plan other_plan{apart, catalogue, rows_listed, organisation::email_and_ssn(), nullptr, cheap};
    start_up_report other = open_or_create(other_plan);

private:
    listed_rows rows_listed;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(following_test, two_processes)

BOOST_AUTO_TEST_CASE(a_running_process_takes_up_the_pending_key_and_follows_its_activation)
{
    const accepted_change accepted = change();
    other.keyring->refresh();
    BOOST_TEST(other.keyring->stands_at().opens == accepted.key_check);
    BOOST_TEST(other.keyring->current()->live_data_keys() == 2u);
    BOOST_TEST(activate());
    other.keyring->refresh();
    BOOST_TEST(other.keyring->for_sealing()->key_check() == accepted.key_check);
}

BOOST_AUTO_TEST_CASE(a_process_whose_pin_lies_where_it_cannot_be_moved_on_follows_all_the_same)
{
    other.keyring->refresh();
    own_pins.read_only = true;
    const accepted_change accepted = change();
    other.keyring->refresh();
    BOOST_TEST(activate());
    other.keyring->refresh();
    BOOST_TEST(other.keyring->for_sealing()->key_check() == accepted.key_check);
    BOOST_TEST(!other.keyring->pin_warning().empty());
    other.keyring->require_not_behind(document());
}

BOOST_AUTO_TEST_CASE(a_key_source_without_room_for_a_second_key_is_told_before_anything_is_begun)
{
    BOOST_TEST(changer.cannot_place_key().empty());
    const auto whole = key.file;
    key.file.emplace(32, 0xfb);
    BOOST_TEST(changer.cannot_place_key().find("32 random bytes") != std::string::npos);
    key.file = whole;
    surroundings.key_place = nullptr;
    BOOST_TEST(key_changer(surroundings).cannot_place_key().find("cannot be rewritten") != std::string::npos);
    BOOST_TEST((state().phase == change_phase::none));
}

BOOST_AUTO_TEST_CASE(a_new_key_that_could_not_be_written_is_handed_to_the_caller)
{
    key.read_only = true;
    const accepted_change accepted = change();
    BOOST_REQUIRE(accepted.new_key.has_value());
    BOOST_TEST(accepted.key_place.empty());
    BOOST_TEST(!accepted.not_written_because.empty());
    key.file.emplace(accepted.new_key->expose().begin(), accepted.new_key->expose().end());
    other.keyring->refresh();
    BOOST_TEST(other.keyring->stands_at().opens == accepted.key_check);
    BOOST_TEST(activate());
}

BOOST_AUTO_TEST_CASE(a_process_whose_key_source_is_late_looks_again_without_a_new_generation)
{
    const auto old_file = key.file;
    const accepted_change accepted = change();
    const auto new_file = std::exchange(key.file, old_file);
    other.keyring->refresh();
    BOOST_TEST(other.keyring->stands_at().opens == accepted.old_check);
    crypto.passphrase_hashes = 0;
    other.keyring->refresh();
    BOOST_TEST(crypto.passphrase_hashes == 0u);  // the same secret is not hashed again
    key.file = new_file;
    other.keyring->refresh();
    BOOST_TEST(other.keyring->stands_at().opens == accepted.key_check);
}

BOOST_AUTO_TEST_CASE(a_process_without_the_prepared_key_stops_at_once_when_others_begin_to_seal_under_it)
{
    const auto old_file = key.file;
    static_cast<void>(change());
    const auto new_file = std::exchange(key.file, old_file);
    other.keyring->refresh();
    static_cast<void>(other.keyring->for_sealing());
    key.file = new_file;
    BOOST_TEST(activate());
    key.file = old_file;
    // No time has passed: with its old index key it would not find what others have sealed meanwhile.
    BOOST_CHECK_THROW(static_cast<void>(other.keyring->for_sealing()), error);
}

BOOST_AUTO_TEST_CASE(a_process_without_the_prepared_key_does_not_read_the_key_source_for_each_value)
{
    const auto old_file = key.file;
    static_cast<void>(change());
    key.file = old_file;
    other.keyring->refresh();
    const std::size_t reads = key.reads;
    for (int i = 0; i < 100; ++i) static_cast<void>(other.keyring->for_sealing());
    BOOST_TEST(key.reads == reads);
    time.time += 1s;
    static_cast<void>(other.keyring->for_sealing());
    BOOST_TEST(key.reads == reads + 1);
}

BOOST_AUTO_TEST_CASE(activation_waits_for_a_live_process_that_does_not_open_the_new_key)
{
    const accepted_change accepted = change();
    processes.report({"crm-2 pid 7", 1, accepted.old_check, 0});
    BOOST_TEST(!activate());
    BOOST_REQUIRE_EQUAL(missing_processes(changer.facts()).size(), 1u);
    processes.report({"crm-2 pid 7", 2, accepted.key_check, 0});
    BOOST_TEST(activate());
}

BOOST_AUTO_TEST_CASE(who_is_left_behind_is_forgotten_until_he_tells_again_that_he_lives)
{
    const accepted_change accepted = change();
    processes.report({"crm-2 pid 7", 1, accepted.old_check, 0});
    processes.report({"crm-3 pid 8", 2, accepted.key_check, 0});
    BOOST_TEST(changer.activate(key_changer::missing::leave_behind, key_changer::old_key::opens, "ada"));
    BOOST_TEST(!processes.rows.contains("crm-2 pid 7"));
    BOOST_TEST(processes.rows.contains("crm-3 pid 8"));
}

BOOST_AUTO_TEST_CASE(activation_does_not_wait_for_a_process_that_is_gone)
{
    const accepted_change accepted = change();
    processes.report({"crm-2 pid 7", 1, accepted.old_check, 0});
    identity.gone.insert("crm-2 pid 7");
    BOOST_TEST(activate());
}

BOOST_AUTO_TEST_CASE(a_process_left_behind_reads_on_and_refuses_to_seal_with_a_clear_error)
{
    const auto old_file = key.file;
    const accepted_change accepted = change();
    const auto new_file = std::exchange(key.file, old_file);
    processes.report({"crm-2 pid 7", 1, accepted.old_check, 0});
    other.keyring->refresh();
    key.file = new_file;
    BOOST_TEST(changer.activate(key_changer::missing::leave_behind, key_changer::old_key::opens, "ada"));
    key.file = old_file;
    time.time += 6s;
    BOOST_CHECK_EXCEPTION(other.keyring->for_sealing(), error,
                          refused_with(errc::wrong_passphrase, {accepted.key_check}));
    BOOST_TEST(other.keyring->current()->key_check() == accepted.old_check);
}

BOOST_AUTO_TEST_CASE(a_process_that_slept_through_a_change_follows_the_pin_that_it_shares)
{
    keyring_surroundings shared{"contoso", store, key, pins, crypto, time};
    live_keyring sleeper(shared, other.registry);
    sleeper.open();
    const accepted_change accepted = change();
    BOOST_TEST(activate());
    sleeper.refresh();
    BOOST_TEST(sleeper.current()->key_check() == accepted.key_check);
}

BOOST_AUTO_TEST_CASE(a_process_that_slept_through_a_change_alone_asks_for_activation)
{
    static_cast<void>(change());
    BOOST_TEST(activate());
    BOOST_CHECK_EXCEPTION(other.keyring->refresh(), error, refused_with(errc::keyring_foreign, {"activate"}));
}

BOOST_AUTO_TEST_CASE(an_older_keyring_that_is_put_back_is_refused)
{
    const auto before = tables.records;
    static_cast<void>(change());
    other.keyring->refresh();
    tables.records = before;
    BOOST_CHECK_EXCEPTION(other.keyring->refresh(), error, refused_with(errc::keyring_rolled_back));
}

BOOST_AUTO_TEST_CASE(a_keyring_of_somebody_else_is_refused_also_while_a_change_is_pending)
{
    static_cast<void>(change());
    other.keyring->refresh();
    organisation elsewhere;
    static_cast<void>(elsewhere.start());
    auto forged = elsewhere.tables.records;
    for (keyring_record& each : forged)
        if (each.kind == record_kind::head) each.generation = 99;
    tables.records = forged;
    BOOST_CHECK_EXCEPTION(other.keyring->refresh(), error, refused_with(errc::keyring_foreign));
}

BOOST_AUTO_TEST_CASE(who_holds_the_old_passphrase_cannot_make_a_change_of_his_own)
{
    // A thief with the first passphrase, a copy of the keyring and write access makes a pending key after activation.
    const auto stolen = tables.records;
    const auto stolen_key = key.file;
    const accepted_change accepted = change();
    other.keyring->refresh();
    BOOST_TEST(activate());
    other.keyring->refresh();

    organisation thief;
    thief.tables.exist = true;
    thief.tables.records = stolen;
    thief.tables.entries = tables.entries;
    thief.key.file = stolen_key;
    start_up_report opened = thief.start();
    BOOST_REQUIRE((opened.what == start_up_report::outcome::opened));
    auto forged = thief.tables.records;
    for (keyring_record& each : forged)
        if (each.kind == record_kind::head) each.generation = 99;
    tables.records = forged;
    BOOST_CHECK_EXCEPTION(other.keyring->refresh(), error, refused_with(errc::keyring_foreign, {accepted.key_check}));
}

BOOST_AUTO_TEST_SUITE_END()
