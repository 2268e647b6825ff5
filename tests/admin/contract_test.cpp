// Every call asks authorizer and channel first, and leaves an event.
#include <boost/test/unit_test.hpp>

#include "plugin/admin/refused_attempt.h"
#include "tests/doubles/administered.h"
#include "tests/doubles/memory_rows.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct contract_fixture : administered {
    secret_bytes exported = admin().export_key(ada);

    std::vector<std::pair<std::string, std::function<void(const admin_caller&)>>> calls()
    {
        return {{"is_active", [&](const admin_caller& who) { (void)admin().is_active(who); }},
                {"activate", [&](const admin_caller& who) { admin().activate(who, exported.expose()); }},
                {"show_key", [&](const admin_caller& who) { (void)admin().show(who); }},
                {"export_key", [&](const admin_caller& who) { (void)admin().export_key(who); }},
                {"import_key", [&](const admin_caller& who) { admin().import_key(who, exported.expose()); }},
                {"list_slots", [&](const admin_caller& who) { (void)admin().slots(who); }},
                {"add_slot", [&](const admin_caller& who) { admin().add_slot(who, "second", {}); }},
                {"remove_slot", [&](const admin_caller& who) { admin().remove_slot(who, "second"); }},
                {"read_audit", [&](const admin_caller& who) { (void)admin().verify_audit(who); }},
                {"change_key",
                 [&](const admin_caller& who) {
                     admin().change({who, ""}, changer);
                 }},
                {"change_key", [&](const admin_caller& who) { admin().pause(who, rows); }},
                {"change_key", [&](const admin_caller& who) { admin().resume(who, rows, 100); }},
                {"change_key", [&](const admin_caller& who) { admin().acknowledge(who, rows, {"contact.email 4"}); }},
                {"change_key", [&](const admin_caller& who) { admin().cancel_change(who, changer); }},
                {"change_key", [&](const admin_caller& who) { admin().retire_key(who, changer); }},
                {"destroy_key", [&](const admin_caller& who) { admin().destroy_key(who, changer, ""); }},
                {"open_archived", [&](const admin_caller& who) { (void)admin().open_archived(who); }}};
    }

    /// Equal refusals within the hour are counted into one event.
    void later()
    {
        time.time += recent_refusals::within;
        time.date += static_cast<timestamp>(std::chrono::seconds(recent_refusals::within).count());
    }

    memory_processes processes;
    fixed_identity identity;
    memory_rows rows;
    key_changer changer{{.around = around(),
                         .catalogue = catalogue,
                         .processes = processes,
                         .identity = identity,
                         .rows = rows,
                         .key_place = &key,
                         .registry = started.registry,
                         .keyring = *started.keyring,
                         .cost = cheap}};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(contract_test, contract_fixture)

BOOST_AUTO_TEST_CASE(every_call_asks_the_authorizer_who_what_and_why_and_does_nothing_without_his_yes)
{
    for (const auto& [what, call] : calls()) {
        who_may.asked.clear();
        const keyring_document before(tables.records);
        const auto events = tables.events.size();
        BOOST_CHECK_EXCEPTION(call({"mallory", "curious"}), error,
                              refused_with(errc::not_authorized, {"mallory", what}));
        BOOST_REQUIRE_EQUAL(who_may.asked.size(), 1U);
        BOOST_CHECK_EQUAL(who_may.asked[0], what + " mallory curious");
        BOOST_CHECK_EQUAL(tables.head().generation, before.generation());
        BOOST_CHECK_EQUAL(tables.records.size(), before.records().size());
        BOOST_CHECK(!rows.given.paused && !rows.given.rows_per_second);
        BOOST_REQUIRE_EQUAL(tables.events.size(), events + 1);
        BOOST_CHECK(tables.events.back().what.ends_with("_refused"));
        later();
    }
}

BOOST_AUTO_TEST_CASE(every_call_is_refused_on_a_channel_that_others_hear)
{
    channel_is_private = false;
    for (const auto& [what, call] : calls())
        BOOST_CHECK_EXCEPTION(call(ada), error, refused_with(errc::channel_not_private, {what}));
}

BOOST_AUTO_TEST_CASE(what_is_done_stands_in_the_chained_audit_trail_with_who_and_why)
{
    (void)admin().show(ada);
    BOOST_REQUIRE(!tables.events.empty());
    const event& last = tables.events.back();
    BOOST_CHECK_EQUAL(last.what, "key_shown");
    BOOST_CHECK_EQUAL(last.who, "ada");
    BOOST_CHECK_EQUAL(last.reason, "because");
    BOOST_CHECK_EQUAL(last.subject, started.key_check);
    BOOST_CHECK(last.number.has_value());
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
}

BOOST_AUTO_TEST_CASE(what_all_workers_are_told_is_on_record_before_they_are_told)
{
    const auto last = [&] { return tables.events.back().what + " " + tables.events.back().subject; };
    store.before_store = [&] { BOOST_CHECK(!rows.given.paused); };
    admin().pause(ada, rows);
    BOOST_CHECK(rows.given.paused);
    BOOST_CHECK_EQUAL(last(), "key_change_paused ");
    store.before_store = nullptr;
    admin().resume(ada, rows, 100);
    BOOST_CHECK(!rows.given.paused);
    BOOST_CHECK_EQUAL(rows.given.rows_per_second.value_or(0), 100U);
    BOOST_CHECK_EQUAL(last(), "key_change_resumed 100 rows a second each");
    admin().resume(ada, rows);
    BOOST_CHECK_EQUAL(rows.given.rows_per_second.value_or(0), 100U);
    BOOST_CHECK_EQUAL(last(), "key_change_resumed ");
    BOOST_CHECK_EQUAL(tables.events.back().who, "ada");
    BOOST_CHECK_EQUAL(tables.events.back().reason, "because");
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
}

BOOST_AUTO_TEST_CASE(where_the_trail_cannot_be_written_nobody_is_told_to_pause)
{
    log.before_add = [] { throw error(errc::database_unavailable, "the database is read-only"); };
    store.before_store = log.before_add;
    BOOST_CHECK_EXCEPTION(admin().pause(ada, rows), error, refused_with(errc::database_unavailable, {"read-only"}));
    BOOST_CHECK(!rows.given.paused);
}

BOOST_AUTO_TEST_CASE(what_is_left_behind_is_on_record_by_its_name_and_what_is_not_there_is_refused)
{
    rows.found.emplace("contact.email 4", reseal_finding{"contact", "4", "contact.email", "tampered", false});
    admin().acknowledge(ada, rows, {"contact.email 4"});
    BOOST_CHECK(rows.found.at("contact.email 4").acknowledged);
    BOOST_CHECK_EQUAL(tables.events.back().what + " " + tables.events.back().subject,
                      "finding_acknowledged contact.email 4");
    BOOST_CHECK_EXCEPTION(admin().acknowledge(ada, rows, {"contact.email 5"}), error,
                          refused_with(errc::change_refused, {"contact.email 5"}));
    BOOST_CHECK_EQUAL(tables.events.back().what + " " + tables.events.back().subject,
                      "change_key_refused acknowledge, change_refused");
}

BOOST_AUTO_TEST_CASE(a_change_is_refused_while_inactive)
{
    started.keyring->deactivate("no key");
    BOOST_CHECK_EXCEPTION(admin().change({ada, started.key_check}, changer), error, refused_with(errc::inactive));
}

BOOST_AUTO_TEST_CASE(a_change_that_is_confirmed_begins_and_stands_in_the_trail_with_who_and_why)
{
    BOOST_CHECK_EXCEPTION(admin().change({ada, "no"}, changer), error,
                          refused_with(errc::not_confirmed, {started.key_check}));
    BOOST_CHECK(changer.state().phase == change_phase::none);
    const accepted_change accepted = admin().change({ada, started.key_check}, changer);
    BOOST_CHECK_EQUAL(accepted.old_check, started.key_check);
    BOOST_CHECK(changer.state().phase == change_phase::prepared);
    BOOST_CHECK_EQUAL(tables.events.back().what, "key_change_prepared");
    BOOST_CHECK_EQUAL(tables.events.back().who, "ada");
    BOOST_CHECK_EQUAL(tables.events.back().reason, "because");
    BOOST_CHECK_EXCEPTION(admin().change({ada, started.key_check}, changer), error,
                          refused_with(errc::change_under_way));
}

BOOST_AUTO_TEST_SUITE_END()
