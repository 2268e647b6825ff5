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
    expect_last("audit_verified", "not whole, 0 of " + all);
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
BOOST_AUTO_TEST_CASE(looking_moves_neither_generation_nor_head_and_is_chained_with_what_comes_next)
{
    const keyring_record head = tables.head();
    (void)admin().is_active(ada);
    (void)admin().slots(ada);
    admin().each_event(ada, [](const event&) {});
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).waiting, 3U);
    BOOST_CHECK(tables.head() == head);
    BOOST_CHECK(!tables.events.back().number.has_value());
    (void)admin().show(ada);
    const audit_report report = admin().verify_audit(ada);
    BOOST_CHECK_EQUAL(report.finding.fault, "");
    BOOST_CHECK_EQUAL(report.finding.expected, before + 5);
    BOOST_CHECK_EQUAL(report.waiting, 0U);
    for (const char* what : {"activity_asked", "slots_listed", "audit_listed"})
        BOOST_CHECK(std::ranges::find(tables.events, what, &event::what)->number.has_value());
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
