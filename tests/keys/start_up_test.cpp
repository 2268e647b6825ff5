#include "plugin/keys/start_up.h"

#include <boost/test/unit_test.hpp>

#include "plugin/attributes/catalogue.h"
#include "plugin/keys/audit_chain.h"
#include "plugin/keys/first_keyring.h"
#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/keyring_opener.h"
#include "tests/keys/organisation.h"
#include "tests/refused.h"

using namespace cellseal;

using outcome = start_up_report::outcome;

BOOST_TEST_DONT_PRINT_LOG_VALUE(outcome)

namespace {

struct starts : organisation {
    void check_inactive(errc reason, std::initializer_list<std::string> words)
    {
        const start_up_report report = start();
        BOOST_CHECK(report.what == outcome::inactive);
        BOOST_CHECK_MESSAGE(report.reason == reason, report.message);
        for (const std::string& word : words)
            BOOST_CHECK_MESSAGE(report.message.find(word) != std::string::npos,
                                word << " is not in: " << report.message);
        BOOST_CHECK(!report.keyring->is_active());
        BOOST_CHECK_EXCEPTION(report.keyring->current(), error, refused_with(errc::inactive, words));
        BOOST_CHECK_EXCEPTION(report.keyring->for_sealing(), error, refused_with(errc::inactive, words));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(first_start_test, starts)

BOOST_AUTO_TEST_CASE(a_first_start_makes_key_and_keyring_and_says_where_they_lie_and_that_a_copy_must_be_kept)
{
    const start_up_report report = start();
    BOOST_CHECK(report.what == outcome::created);
    BOOST_CHECK(report.keyring->is_active());
    BOOST_CHECK_EQUAL(report.key_check.size(), 9u);
    for (const std::string& word : {report.key_check, key.place(), store.place(), std::string("Keep a copy")})
        BOOST_CHECK_MESSAGE(report.message.find(word) != std::string::npos, report.message);
    BOOST_REQUIRE(key.file);
    BOOST_CHECK_EQUAL(tables.head().generation, 1u);
    BOOST_CHECK_EQUAL(tables.entries.size(), 2u);
    BOOST_CHECK(pins.pin == (key_pin{1, report.key_check, ""}));
}

BOOST_AUTO_TEST_CASE(the_second_start_opens_the_same_keyring_by_the_key_that_was_written)
{
    const start_up_report first = start();
    const start_up_report second = start();
    BOOST_CHECK(second.what == outcome::opened);
    BOOST_CHECK_EQUAL(second.key_check, first.key_check);
    BOOST_CHECK_EQUAL(tables.head().generation, 1u);
    const attribute& email = *first.registry->find("contact.email");
    BOOST_CHECK(first.keyring->current()->keys_of(email).sealing()->id ==
                second.keyring->current()->keys_of(email).sealing()->id);
}

BOOST_AUTO_TEST_CASE(the_keyring_lists_the_key_ids_of_all_attributes_in_the_clear)
{
    const start_up_report report = start();
    const keyring_document document(tables.records);
    const auto& listed = document.of_kind(record_kind::data_key).front()->key_ids;
    BOOST_REQUIRE_EQUAL(listed.size(), 2u);
    const attribute& ssn = *report.registry->find("contact.ssn");
    BOOST_CHECK_EQUAL(listed[1].attribute, "contact.ssn");
    BOOST_CHECK(listed[1].id == report.keyring->current()->keys_of(ssn).sealing()->id);
}

BOOST_AUTO_TEST_CASE(the_making_is_on_the_audit_trail)
{
    const start_up_report report = start();
    const keyring_document document(tables.records);
    const secret_bytes audit_key = unwrap_audit_key(document, report.keyring->organisation_keys(), crypto);
    const auto finding = verify_audit(log, audit_chain(crypto, audit_key, "contoso"), *document.head().event_count,
                                      document.head().event_head);
    BOOST_CHECK_EQUAL(finding.fault, "");
    BOOST_CHECK_EQUAL(finding.whole_up_to, 1u);
    BOOST_CHECK_EQUAL(tables.events[0].what, "keyring_created");
    BOOST_CHECK_EQUAL(tables.events[0].subject, report.key_check);
}

BOOST_AUTO_TEST_CASE(the_passphrase_on_record_is_the_one_in_the_key_file_and_can_be_switched_off)
{
    const start_up_report report = start();
    const keyring_document document(tables.records);
    const auto on_record = passphrase_on_record(document, report.keyring->organisation_keys(), crypto);
    BOOST_CHECK(key.read()[0].bytes.equals(on_record.expose()));

    organisation discreet;
    auto plan = discreet.plan();
    plan.passphrase_on_record = false;
    const start_up_report without = open_or_create(plan);
    BOOST_CHECK_EXCEPTION(
        passphrase_on_record(keyring_document(discreet.tables.records), without.keyring->organisation_keys(), crypto),
        error, refused_with(errc::key_not_usable, {"on record"}));
}

BOOST_AUTO_TEST_CASE(no_key_is_made_where_anything_was_before)
{
    tables.exist = true;
    check_inactive(errc::keyring_missing, {"tables exist already"});
    tables.exist = false;
    rows.table = "contact";
    check_inactive(errc::keyring_missing, {"table contact holds rows", "take them in"});
    rows.table.reset();
    key.file.emplace(std::vector<std::uint8_t>{'x'});
    check_inactive(errc::keyring_missing, {"a key exists already", "another database"});
    BOOST_CHECK(tables.records.empty());
    BOOST_CHECK(key.file == std::vector<std::uint8_t>{'x'});
}

BOOST_AUTO_TEST_CASE(no_key_is_made_where_an_earlier_keyring_was_seen)
{
    pins.pin = key_pin{7, "4K7P-Q2XM", ""};
    check_inactive(errc::keyring_missing, {"earlier keyring", pins.place()});
    BOOST_CHECK(!key.file && tables.records.empty());
}

BOOST_AUTO_TEST_CASE(no_key_is_made_where_it_is_switched_off)
{
    start_up_plan plan = this->plan();
    plan.new_key = nullptr;
    const start_up_report report = open_or_create(plan);
    BOOST_CHECK(report.what == outcome::inactive);
    BOOST_CHECK(report.message.find("cellseal init") != std::string::npos);
    BOOST_CHECK(!key.file);
}

BOOST_AUTO_TEST_CASE(
    of_two_creators_at_once_the_slower_takes_its_key_back_and_opens_the_others_keyring_only_with_its_key)
{
    organisation faster;
    static_cast<void>(faster.start());
    store.before_store = [&] { tables = faster.tables; };
    check_inactive(errc::key_source_missing, {"key file in memory"});
    BOOST_CHECK_EQUAL(key.taken_back, 1u);
    BOOST_CHECK(!key.file);
    BOOST_CHECK_EQUAL(tables.records.size(), faster.tables.records.size());
}

BOOST_AUTO_TEST_CASE(of_two_creators_on_one_machine_the_slower_waits_for_the_keyring_of_the_faster)
{
    organisation faster;
    const start_up_report made = faster.start();
    key.before_write = [&] { key.file = faster.key.file; };  // the faster has written its key and not yet its keyring
    time.while_waiting = [&] { tables = faster.tables; };
    const start_up_report report = start();
    BOOST_CHECK_MESSAGE(report.what == outcome::opened, report.message);
    BOOST_CHECK_EQUAL(report.key_check, made.key_check);
    BOOST_CHECK_EQUAL(key.taken_back, 0u);
}

BOOST_AUTO_TEST_CASE(a_commit_of_unknown_outcome_is_looked_at_again)
{
    store.after_store = [] { throw std::runtime_error("connection lost"); };
    const start_up_report report = start();
    BOOST_CHECK(report.what == outcome::created);
    BOOST_CHECK(key.file.has_value());
}

BOOST_AUTO_TEST_CASE(a_database_that_takes_nothing_leaves_no_key_behind)
{
    store.before_store = [] { throw error(errc::database_unavailable, "locked"); };
    BOOST_CHECK_EXCEPTION(start(), error, refused_with(errc::database_unavailable));
    BOOST_CHECK(!key.file);
    store.before_store = [] { throw std::runtime_error("disk full"); };
    BOOST_CHECK_THROW(start(), std::runtime_error);
    BOOST_CHECK(!key.file);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(start_up_test, starts)

BOOST_AUTO_TEST_CASE(a_missing_key_is_not_lost_and_no_other_is_made)
{
    const std::string check = start().key_check;
    key.file.reset();
    check_inactive(errc::key_source_missing, {"key file in memory"});
    BOOST_CHECK(!key.file);
}

BOOST_AUTO_TEST_CASE(a_wrong_key_makes_the_start_inactive_and_names_both_key_checks)
{
    const std::string check = start().key_check;
    organisation other;
    const std::string other_check = other.start().key_check;
    key.file = other.key.file;
    check_inactive(errc::wrong_passphrase, {check, other_check});
}

BOOST_AUTO_TEST_CASE(a_damaged_keyring_is_told_apart_from_a_wrong_key)
{
    static_cast<void>(start());
    tables.head().created_at += 1;
    check_inactive(errc::keyring_damaged, {"MAC does not fit"});
    BOOST_CHECK(start().message.find("activate with") == std::string::npos);  // A key alone would not help.
}

BOOST_AUTO_TEST_CASE(a_keyring_of_another_organisation_is_refused)
{
    static_cast<void>(start());
    auto plan = this->plan();
    plan.around.organisation = "fabrikam";
    BOOST_CHECK(open_or_create(plan).reason == errc::keyring_foreign);
}

BOOST_AUTO_TEST_CASE(an_older_keyring_put_back_is_refused)
{
    static_cast<void>(start(registry_of({named("email")})));
    const memory_tables older = tables;
    static_cast<void>(start());
    BOOST_CHECK_EQUAL(pins.pin->generation, 2u);
    tables = older;
    check_inactive(errc::keyring_rolled_back, {"generation 1", "generation 2"});
}

BOOST_AUTO_TEST_CASE(a_keyring_under_an_unknown_organisation_key_is_refused_even_if_the_passphrase_opens_it)
{
    static_cast<void>(start());
    // A forger who holds the passphrase and can write the database makes a keyring of his own.

    const auto passphrase = std::move(key.read()[0]);
    const auto forged = make_first_keyring({"contoso", "main", cheap}, passphrase, *email_and_ssn(), crypto);
    tables = {};
    memory_keyring_store(tables).store(forged.change);
    check_inactive(errc::keyring_foreign, {pins.pin->key_check, forged.key_check});
}

BOOST_AUTO_TEST_CASE(a_new_attribute_is_recorded_as_a_generation_of_its_own_with_an_event)
{
    static_cast<void>(start(registry_of({named("email")})));
    const start_up_report report = start();
    BOOST_CHECK(report.what == outcome::opened);
    BOOST_CHECK_EQUAL(tables.head().generation, 2u);
    BOOST_CHECK_EQUAL(tables.entries.size(), 2u);
    BOOST_CHECK_EQUAL(tables.events.back().what, "attributes_recorded");
    BOOST_CHECK_EQUAL(tables.events.back().subject, "contact.ssn");
    BOOST_CHECK_EQUAL(keyring_document(tables.records).of_kind(record_kind::data_key).front()->key_ids.size(), 2u);
}

BOOST_AUTO_TEST_CASE(an_attribute_no_longer_flagged_stops_the_start)
{
    static_cast<void>(start());
    BOOST_CHECK_EXCEPTION(start(registry_of({named("email")})), error,
                          refused_with(errc::attribute_not_flagged, {"contact.ssn"}));
}

BOOST_AUTO_TEST_CASE(values_of_an_older_policy_still_have_a_place_in_the_registry_that_sessions_use)
{
    static_cast<void>(start(registry_of({named("email")})));
    attribute deterministic = named("email");
    deterministic.found_by = lookup::deterministic;
    const start_up_report report = start(registry_of({deterministic}));
    const attribute& email = *report.registry->find("contact.email");
    BOOST_REQUIRE_EQUAL(email.former.size(), 1u);
    BOOST_CHECK(email.former[0].sealed_with == suite::xchacha20_poly1305);
    const keyring_document document(tables.records);
    const auto& listed = document.of_kind(record_kind::data_key).front()->key_ids;
    BOOST_CHECK_EQUAL(listed.size(), 2u);
}

BOOST_AUTO_TEST_CASE(an_older_policy_made_up_in_the_database_is_refused)
{
    static_cast<void>(start());
    catalogue_entry weaker = tables.entries[0];
    weaker.number = 2;
    weaker.values.padded = true;
    tables.entries.insert(tables.entries.begin() + 1, weaker);
    check_inactive(errc::keyring_damaged, {"cellseal_attribute"});
    tables.entries.clear();
    check_inactive(errc::keyring_damaged, {"cellseal_attribute"});
}

BOOST_AUTO_TEST_CASE(another_process_that_records_attributes_in_the_same_moment_is_followed)
{
    static_cast<void>(start(registry_of({named("email")})));
    bool done = false;
    store.before_store = [&] {
        if (std::exchange(done, true)) return;
        static_cast<void>(open_or_create(plan(email_and_ssn())));
    };
    const start_up_report report = start();
    BOOST_CHECK(report.what == outcome::opened);
    BOOST_CHECK_EQUAL(tables.head().generation, 2u);
    BOOST_CHECK_EQUAL(tables.entries.size(), 2u);
}

BOOST_AUTO_TEST_CASE(what_was_done_to_read_the_key_is_a_warning)
{
    static_cast<void>(start());
    std::string text(key.file->begin(), key.file->end());
    const auto begin = text.find("passphrase (Unicode): ") + 22;
    text.replace(begin, text.find('\r', begin) - begin, "????????");
    key.file.emplace(text.begin(), text.end());
    const start_up_report report = start();
    BOOST_CHECK(report.what == outcome::opened);
    BOOST_REQUIRE_EQUAL(report.warnings.size(), 1u);
    BOOST_CHECK(report.warnings[0].find("digits line") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_happened_while_inactive_is_chained_later_and_stays_marked)
{
    event refused{{{1, 2, 3}}, {}, 1772359200, "somebody", "activation_refused", "main", "", false, {}};
    log.add_unchained(refused);
    const start_up_report report = start();
    keyring_draft draft(keyring_document(tables.records), report.keyring->organisation_keys(), tables.entries,
                        time.now(), crypto);
    for (event& each : log.unchained(10)) draft.chain(std::move(each));
    store.store(draft.finish());
    BOOST_CHECK(log.unchained(10).empty());

    const keyring_document document(tables.records);
    const secret_bytes audit_key = unwrap_audit_key(document, report.keyring->organisation_keys(), crypto);
    const auto finding = verify_audit(log, audit_chain(crypto, audit_key, "contoso"), *document.head().event_count,
                                      document.head().event_head);
    BOOST_CHECK_EQUAL(finding.fault, "");
    BOOST_CHECK_EQUAL(finding.whole_up_to, 2u);
    BOOST_CHECK(!tables.events.back().authenticated);
}

BOOST_AUTO_TEST_CASE(a_pin_that_cannot_be_written_is_a_warning)
{
    pins.read_only = true;
    const start_up_report report = start();
    BOOST_CHECK(report.what == outcome::created);
    BOOST_REQUIRE_EQUAL(report.warnings.size(), 1u);
    BOOST_CHECK(report.warnings[0].find("cannot be written") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
