// Every call asks authorizer and channel first, and leaves an event.
#include <boost/test/unit_test.hpp>

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
                {"change_key", [&](const admin_caller& who) {
                     admin().change({who, ""}, changer);
                 }}};
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
        const auto before = tables.records;
        const auto events = tables.events.size();
        BOOST_CHECK_EXCEPTION(call({"mallory", "curious"}), error,
                              refused_with(errc::not_authorized, {"mallory", what}));
        BOOST_REQUIRE_EQUAL(who_may.asked.size(), 1U);
        BOOST_CHECK_EQUAL(who_may.asked[0], what + " mallory curious");
        BOOST_CHECK(tables.records == before);
        BOOST_CHECK_EQUAL(tables.events.size(), events);
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
