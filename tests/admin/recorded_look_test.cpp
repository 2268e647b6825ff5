// Who only looks leaves an event, too; and is answered also where none can be left.
#include <boost/test/unit_test.hpp>

#include "tests/doubles/administered.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

struct looking : administered {
    const std::size_t before = tables.events.size();

    /// A replica, or a disk that is full.
    void make_read_only()
    {
        log.before_add = [] { throw error(errc::database_unavailable, "the database is read-only"); };
        store.before_store = log.before_add;
    }
    void expect_last(const std::string& what, const std::string& subject)
    {
        BOOST_REQUIRE_GT(tables.events.size(), before);
        BOOST_CHECK_EQUAL(tables.events.back().what, what);
        BOOST_CHECK_EQUAL(tables.events.back().subject, subject);
        BOOST_CHECK_EQUAL(tables.events.back().who, "ada");
        BOOST_CHECK_EQUAL(tables.events.back().reason, "because");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recorded_look_test, looking)

BOOST_AUTO_TEST_CASE(who_lists_the_trail_stands_in_it_before_anything_is_given_out)
{
    std::string last;
    BOOST_CHECK_EQUAL(admin().each_event(ada, [&](const event& each) { last = each.what; }), "");
    BOOST_CHECK_EQUAL(last, "audit_listed");
    expect_last("audit_listed", "");
}

BOOST_AUTO_TEST_CASE(a_verification_is_on_record_with_what_it_found)
{
    const std::string all = std::to_string(before);
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).not_recorded, "");
    expect_last("audit_verified", "whole, " + all + " of " + all);
    tables.events.erase(tables.events.begin());
    BOOST_CHECK_NE(admin().verify_audit(ada).finding.fault, "");
    expect_last("audit_verified", "not whole, 0 of " + std::to_string(before + 1));
}

BOOST_AUTO_TEST_CASE(who_lists_the_slots_is_on_record_with_a_keyring_open_or_without)
{
    BOOST_CHECK_EQUAL(admin().slots(ada).not_recorded, "");
    expect_last("slots_listed", "");
    started.keyring->deactivate("no key");
    BOOST_CHECK_EQUAL(admin().slots({"carl", ""}).slots.size(), 1U);
    BOOST_CHECK_EQUAL(tables.events.back().who, "carl");
}

BOOST_AUTO_TEST_CASE(a_question_is_on_record)
{
    BOOST_CHECK(admin().is_active(ada).warnings.empty());
    expect_last("activity_asked", "active " + started.key_check);
}

// A copy that somebody looks at is not to make the pinned database seem older than it is.
BOOST_AUTO_TEST_CASE(looking_moves_the_head_of_the_trail_and_not_the_generation)
{
    const keyring_record head = tables.head();
    (void)admin().is_active(ada);
    (void)admin().slots(ada);
    admin().each_event(ada, [](const event&) {});
    const audit_report report = admin().verify_audit(ada);
    BOOST_CHECK_EQUAL(report.finding.fault, "");
    BOOST_CHECK_EQUAL(report.finding.expected, before + 3);
    BOOST_CHECK_EQUAL(report.waiting, 0U);
    BOOST_CHECK_EQUAL(tables.head().generation, head.generation);
    BOOST_CHECK(tables.head().event_head != head.event_head);
    for (const event& each : tables.events) BOOST_CHECK(each.authenticated);
}

BOOST_AUTO_TEST_CASE(a_look_that_is_removed_is_missed)
{
    (void)admin().slots(ada);
    (void)admin().is_active(ada);
    tables.events.pop_back();
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "the last 1 events are cut off");
}

BOOST_AUTO_TEST_CASE(a_look_beside_an_act_hurts_neither)
{
    bool looked = false;
    store.before_store = [&] {
        if (!std::exchange(looked, true)) (void)admin().slots({"carl", ""});
    };
    (void)admin().show(ada);
    const audit_report report = admin().verify_audit(ada);
    BOOST_CHECK_EQUAL(report.finding.fault, "");
    BOOST_CHECK_EQUAL(report.finding.expected, before + 2);
    BOOST_CHECK_EQUAL(tables.events.at(before).what, "slots_listed");
    BOOST_CHECK_EQUAL(tables.events.at(before + 1).what, "key_shown");
}

BOOST_AUTO_TEST_CASE(without_a_key_looks_wait_in_their_order_and_are_chained_with_what_comes_next)
{
    started.keyring->deactivate("no key");
    for (const char* who : {"first", "second", "third"}) {
        (void)admin().slots({who, ""});
        time.time += 1ns;
    }
    std::string order;
    for (const event& each : log.unchained(10)) order += each.who + " ";
    BOOST_CHECK_EQUAL(order, "first second third ");
    BOOST_CHECK(!tables.events.back().authenticated);
    started.keyring->open();
    (void)admin().show(ada);
    BOOST_CHECK(log.unchained(10).empty());
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
}

BOOST_AUTO_TEST_CASE(the_same_question_is_on_record_once_an_hour_and_another_answer_at_once)
{
    admin_surroundings remembering = on();
    remembering.recent = std::make_shared<recent_looks>();
    const administrator watching{remembering};
    for (int i = 0; i < 5; ++i) (void)watching.is_active(ada);
    BOOST_CHECK_EQUAL(tables.events.size(), before + 1);
    (void)watching.is_active({"carl", ""});
    BOOST_CHECK_EQUAL(tables.events.size(), before + 2);
    time.time += 1h;
    (void)watching.is_active(ada);
    BOOST_CHECK_EQUAL(tables.events.size(), before + 3);
    started.keyring->deactivate("no key");
    BOOST_CHECK(!watching.is_active(ada).active);
    BOOST_CHECK_EQUAL(tables.events.size(), before + 4);
    expect_last("activity_asked", "inactive " + started.key_check);
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_written_the_answer_comes_all_the_same_and_says_so)
{
    make_read_only();
    const audit_report report = admin().verify_audit(ada);
    BOOST_CHECK_EQUAL(report.finding.fault, "");
    BOOST_CHECK_EQUAL(report.finding.whole_up_to, before);
    BOOST_CHECK(report.not_recorded.find("cannot be written") != std::string::npos);
    std::size_t listed = 0;
    BOOST_CHECK(!admin().each_event(ada, [&](const event&) { ++listed; }).empty());
    BOOST_CHECK_EQUAL(listed, before);
    BOOST_CHECK_EQUAL(admin().slots(ada).slots.size(), 1U);
    BOOST_CHECK(!admin().slots(ada).not_recorded.empty());
    const activity seen = admin().is_active(ada);
    BOOST_CHECK(seen.active);
    BOOST_REQUIRE_EQUAL(seen.warnings.size(), 1U);
    BOOST_CHECK(seen.warnings[0].find("not on record") != std::string::npos);
    BOOST_CHECK_EQUAL(tables.events.size(), before);
}

BOOST_AUTO_TEST_SUITE_END()
