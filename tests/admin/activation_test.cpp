#include <boost/test/unit_test.hpp>

#include "plugin/keys/keyring_draft.h"
#include "tests/doubles/administered.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

// What a backup takes along, and a machine that has only that.
struct restore_fixture : administered {
    secret_bytes exported = admin().export_key(ada);
    std::string check = started.key_check;

    void move_to_another_machine()
    {
        key.file.reset();
        pins.pin.reset();
        begin();
    }
    void change_the_label(const std::string& from, const std::string& to)
    {
        std::string changed = text(exported);
        changed.replace(changed.find(from), from.size(), to);
        exported = secret_bytes(bytes_of(changed), sodium.key_memory());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(activation_test, restore_fixture)

BOOST_AUTO_TEST_CASE(a_restored_database_is_inactive_and_says_which_key_it_needs)
{
    move_to_another_machine();
    const activity seen = admin().is_active(ada);
    BOOST_CHECK(!seen.active);
    BOOST_CHECK_EQUAL(seen.key_check, check);
    BOOST_CHECK(!seen.reason.empty());
    BOOST_CHECK_EXCEPTION((void)started.keyring->current(), error, refused_with(errc::inactive));
}

BOOST_AUTO_TEST_CASE(activation_with_the_export_brings_it_back_and_puts_the_key_in_its_place)
{
    samples.values.push_back(sealed("ada@example.org"));
    move_to_another_machine();
    const activation done = admin().activate(ada, exported.expose());
    BOOST_CHECK_EQUAL(done.key_check, check);
    BOOST_CHECK_EQUAL(done.key.place, "key file in memory");
    BOOST_CHECK_EQUAL(done.key.because, "");
    BOOST_CHECK_EQUAL(last_event(), "activated");
    BOOST_CHECK(admin().is_active(ada).active);

    begin();
    BOOST_CHECK(started.what == start_up_report::outcome::opened);
}

BOOST_AUTO_TEST_CASE(a_second_activation_is_refused_naming_key_and_day)
{
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error,
                          refused_with(errc::already_active, {check, "2026-03-01T10:00:00Z"}));
}

BOOST_AUTO_TEST_CASE(what_happened_while_inactive_is_chained_at_activation_as_unauthenticated)
{
    move_to_another_machine();
    const std::string wrong = "another passphrase 7!";
    BOOST_CHECK_EXCEPTION(admin().activate({"eve", "guess"}, bytes_of(wrong)), error,
                          refused_with(errc::wrong_passphrase, {check}));
    BOOST_REQUIRE_EQUAL(last_event(), "activation_refused");
    BOOST_CHECK(!tables.events.back().number);

    admin().activate(ada, exported.expose());
    const auto noted = std::ranges::find(tables.events, "activation_refused", &event::what);
    BOOST_REQUIRE(noted != tables.events.end());
    BOOST_CHECK(noted->number.has_value());
    BOOST_CHECK(!noted->authenticated);
    BOOST_CHECK_EQUAL(noted->subject, "wrong_passphrase");
    const audit_report report = admin().verify_audit(ada);
    BOOST_CHECK_EQUAL(report.finding.fault, "");
    BOOST_CHECK_EQUAL(report.waiting, 0U);
}

BOOST_AUTO_TEST_CASE(a_wrong_key_is_refused_naming_both_key_checks)
{
    administered other;
    const secret_bytes foreign = other.admin().export_key(other.ada);
    move_to_another_machine();
    BOOST_CHECK_EXCEPTION(admin().activate(ada, foreign.expose()), error,
                          refused_with(errc::wrong_passphrase, {check, other.started.key_check}));
    BOOST_CHECK(!key.file);
}

BOOST_AUTO_TEST_CASE(an_export_of_another_organisation_is_told_by_its_label)
{
    administered other;
    const secret_bytes foreign = other.admin().export_key(other.ada);
    exported = secret_bytes(foreign.expose(), sodium.key_memory());
    change_the_label("\"contoso\"", "\"fabrikam\"");
    move_to_another_machine();
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error,
                          refused_with(errc::foreign_export, {"fabrikam", "contoso", check}));
}

BOOST_AUTO_TEST_CASE(an_export_newer_than_the_restored_keyring_says_that_an_older_one_is_needed)
{
    administered other;
    const secret_bytes later = other.admin().export_key(other.ada);
    exported = secret_bytes(later.expose(), sodium.key_memory());
    change_the_label("generation: ", "generation: 7");
    move_to_another_machine();
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error,
                          refused_with(errc::foreign_export, {"older backup", check}));
}

BOOST_AUTO_TEST_CASE(an_export_whose_key_was_destroyed_says_so_with_the_day_and_the_key_that_is_needed)
{
    administered after;
    // What a key change leaves of the old key: its record, without anything that opens.
    const auto in_use = std::ranges::find(tables.records, record_kind::organisation_key, &keyring_record::kind);
    keyring_record old = *in_use;
    old.key_number = 7;
    old.state = key_state::destroyed;
    std::ranges::fill(old.mac, std::uint8_t{0});
    after.tables.records.push_back(old);
    after.started.keyring->deactivate("test");
    BOOST_CHECK_EXCEPTION(
        after.admin().activate(ada, exported.expose()), error,
        refused_with(errc::foreign_export, {check, after.started.key_check, "was replaced on 2026-03-01"}));
}

BOOST_AUTO_TEST_CASE(a_passphrase_hash_blown_up_by_who_writes_the_database_is_refused_before_it_is_computed)
{
    move_to_another_machine();
    const auto slot = std::ranges::find(tables.records, record_kind::slot, &keyring_record::kind);
    slot->wrap[4 + 1 + 1 + 8 + 16 + 1 + 4] = 0x7F;  // the highest byte of the memory in bytes
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error, refused_with(errc::keyring_damaged));
}

BOOST_AUTO_TEST_CASE(a_key_that_does_not_fit_the_data_is_refused_and_nothing_is_written)
{
    administered other;
    samples.values.push_back(other.sealed("ada@example.org", "id 17"));
    move_to_another_machine();
    const auto before = tables.records;
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error,
                          refused_with(errc::foreign_export, {check, "contact.email, id 17", "unknown_key"}));
    BOOST_CHECK(tables.records == before);
    BOOST_CHECK(!key.file);
}

BOOST_AUTO_TEST_CASE(single_values_that_do_not_open_are_warnings)
{
    samples.values.push_back(sealed("ada@example.org"));
    samples.values.push_back(sealed("grace@example.org", "id 2"));
    std::string& damaged = samples.values.back().stored;
    damaged[60] = damaged[60] == 'A' ? 'B' : 'A';
    move_to_another_machine();
    const activation done = admin().activate(ada, exported.expose());
    BOOST_REQUIRE_EQUAL(done.warnings.size(), 1U);
    BOOST_CHECK(done.warnings[0].find("contact.email, id 2: tampered") != std::string::npos);
    const activity seen = admin().is_active(ada);
    BOOST_CHECK(seen.active);
    BOOST_CHECK_EQUAL(seen.warnings.size(), 1U);
}

BOOST_AUTO_TEST_CASE(a_key_source_that_cannot_be_written_is_told_and_does_not_stop_the_process)
{
    move_to_another_machine();
    key.read_only = true;
    const activation done = admin().activate(ada, exported.expose());
    BOOST_CHECK_EQUAL(done.key.place, "");
    BOOST_CHECK(done.key.because.find("key file in memory") != std::string::npos);
    BOOST_CHECK(admin().is_active(ada).active);
}

BOOST_AUTO_TEST_CASE(an_older_keyring_is_refused_until_the_administrator_says_that_it_is_meant)
{
    const memory_tables backup = tables;
    for (int i = 0; i < 3; ++i) (void)admin().show(ada);
    tables = backup;
    begin();
    BOOST_CHECK(started.what == start_up_report::outcome::inactive);
    BOOST_CHECK(*started.reason == errc::keyring_rolled_back);
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error, refused_with(errc::keyring_rolled_back));
    admin().activate(ada, exported.expose(), older_keyring::accept);
    BOOST_CHECK(admin().is_active(ada).active);
    begin();
    BOOST_CHECK(started.what == start_up_report::outcome::opened);
}

BOOST_AUTO_TEST_CASE(a_process_that_was_away_for_a_whole_key_change_comes_back_with_the_new_export)
{
    const auto old_pin = pins.pin;
    const auto old_file = key.file;
    // The keyring of somebody who has changed the key meanwhile: same organisation, another organisation key.
    administered after;
    while (after.pins.pin->generation < old_pin->generation) (void)after.admin().show(ada);
    tables = after.tables;
    const secret_bytes renewed = after.admin().export_key(ada);
    tables = after.tables;

    begin();
    BOOST_REQUIRE(started.what == start_up_report::outcome::inactive);
    BOOST_CHECK(*started.reason == errc::keyring_foreign);
    BOOST_CHECK(started.message.find(after.started.key_check) != std::string::npos);

    admin().activate(ada, renewed.expose());
    BOOST_CHECK_EQUAL(pins.pin->key_check, after.started.key_check);
    begin();
    BOOST_CHECK(started.what == start_up_report::outcome::opened);
    // The old key is kept behind the new one: an old backup may want it.
    BOOST_CHECK_EQUAL(key.read().size(), 2U);
}

BOOST_AUTO_TEST_CASE(a_damaged_export_is_named_and_a_repaired_one_is_told)
{
    move_to_another_machine();
    std::string ruined = text(exported);
    ruined.erase(ruined.find("passphrase (digits)"), 40);
    ruined.replace(ruined.find("(Unicode): ") + 11, 3, "?");
    BOOST_CHECK_EXCEPTION(admin().activate(ada, bytes_of(ruined)), error, refused_with(errc::bad_passphrase));

    std::string ansi = text(exported);
    ansi.replace(ansi.find("(Unicode): ") + 11, 3, "?");
    const activation done = admin().activate(ada, bytes_of(ansi));
    BOOST_REQUIRE_EQUAL(done.warnings.size(), 1U);
    BOOST_CHECK(done.warnings[0].find("digits line") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_keyring_that_was_not_restored_is_named)
{
    move_to_another_machine();
    tables.records.clear();
    BOOST_CHECK_EXCEPTION(admin().activate(ada, exported.expose()), error, refused_with(errc::keyring_missing));
}

BOOST_AUTO_TEST_SUITE_END()
