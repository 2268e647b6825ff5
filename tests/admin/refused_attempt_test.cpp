// Who is refused leaves an event; who is refused without end does not fill the table.
#include <boost/test/unit_test.hpp>

#include "plugin/admin/refused_attempt.h"
#include "tests/doubles/administered.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

struct refused_fixture : administered {
    const std::size_t before = tables.events.size();
    const admin_caller mallory{"mallory", "curious"};

    std::size_t added() { return tables.events.size() - before; }
    void show_as(const admin_caller& who, const administrator& by) { BOOST_CHECK_THROW((void)by.show(who), error); }
    /// As an application has it, which remembers.
    administrator remembering(std::shared_ptr<recent_refusals> refusals = std::make_shared<recent_refusals>())
    {
        admin_surroundings surroundings = on();
        surroundings.refusals = std::move(refusals);
        return administrator{surroundings};
    }
    void expect_last(const std::string& who, const std::string& what, const std::string& subject)
    {
        BOOST_REQUIRE_GT(added(), 0U);
        BOOST_CHECK_EQUAL(tables.events.back().who, who);
        BOOST_CHECK_EQUAL(tables.events.back().what, what);
        BOOST_CHECK_EQUAL(tables.events.back().subject, subject);
    }
    void later(std::chrono::hours span)
    {
        time.time += span;
        time.date += static_cast<timestamp>(std::chrono::seconds(span).count());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(refused_attempt_test, refused_fixture)

BOOST_AUTO_TEST_CASE(who_may_not_is_on_record_with_the_act_and_why_in_the_chain)
{
    show_as(mallory, admin());
    expect_last("mallory", "show_key_refused", "not_authorized");
    BOOST_CHECK_EQUAL(tables.events.back().reason, "curious");
    BOOST_CHECK(tables.events.back().number.has_value());
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
}

BOOST_AUTO_TEST_CASE(a_refusal_that_is_removed_is_missed)
{
    show_as(mallory, admin());
    tables.events.pop_back();
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "the last 1 events are cut off");
}

BOOST_AUTO_TEST_CASE(a_channel_that_others_hear_and_an_authorizer_that_fails_are_on_record)
{
    channel_is_private = false;
    show_as(ada, admin());
    expect_last("ada", "show_key_refused", "channel_not_private");
    who_may.is_broken = true;
    BOOST_CHECK_THROW((void)admin().show(ada), std::runtime_error);
    expect_last("ada", "show_key_refused", "authorizer_failed");
}

BOOST_AUTO_TEST_CASE(what_is_not_the_time_for_is_on_record_as_well)
{
    BOOST_CHECK_THROW(admin().admit_change({ada, "no"}), error);
    expect_last("ada", "change_key_refused", "not_confirmed");
    const secret_bytes exported = admin().export_key(ada);
    BOOST_CHECK_THROW(admin().activate(ada, exported.expose()), error);
    expect_last("ada", "activation_refused", "already_active");
    BOOST_CHECK_THROW(admin().remove_slot(ada, "main"), error);
    expect_last("ada", "remove_slot_refused", "last_slot");
}

BOOST_AUTO_TEST_CASE(without_a_key_it_waits_and_is_chained_with_what_comes_next)
{
    started.keyring->deactivate("no key");
    show_as(mallory, admin());
    BOOST_CHECK(!tables.events.back().authenticated);
    show_as(mallory, admin());
    BOOST_CHECK_EQUAL(added(), 1U);
    started.keyring->open();
    (void)admin().show(ada);
    BOOST_CHECK(log.unchained(10).empty());
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_written_the_refusal_is_the_same)
{
    log.before_add = [] { throw error(errc::database_unavailable, "the database is read-only"); };
    store.before_store = log.before_add;
    BOOST_CHECK_EXCEPTION((void)admin().show(mallory), error, refused_with(errc::not_authorized, {"mallory"}));
    BOOST_CHECK_EQUAL(added(), 0U);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_gone_is_no_refusal)
{
    store.before_store = [] { throw error(errc::database_unavailable, "gone"); };
    BOOST_CHECK_THROW((void)admin().show(ada), error);
    store.before_store = nullptr;
    BOOST_CHECK_EQUAL(added(), 0U);
}

BOOST_AUTO_TEST_CASE(who_repeats_himself_leaves_one_event_an_hour_which_counts_the_others)
{
    const administrator by = remembering();
    for (int i = 0; i < 1000; ++i) show_as(mallory, by);
    BOOST_CHECK_EQUAL(added(), 1U);
    BOOST_CHECK_THROW((void)by.export_key(mallory), error);
    BOOST_CHECK_EQUAL(added(), 2U);
    later(1h);
    show_as(mallory, by);
    expect_last("mallory", "show_key_refused", "not_authorized, 999 more before");
    show_as(mallory, by);
    BOOST_CHECK_EQUAL(added(), 3U);
}

BOOST_AUTO_TEST_CASE(who_repeats_himself_costs_no_look_into_the_database)
{
    const administrator by = remembering();
    show_as(mallory, by);
    const std::size_t loads = store.loads;
    for (int i = 0; i < 10; ++i) show_as(mallory, by);
    BOOST_CHECK_EQUAL(store.loads, loads);
}

// Each command is a process of its own, and an application has several.
BOOST_AUTO_TEST_CASE(the_trail_itself_tells_other_processes_what_is_on_record)
{
    for (int i = 0; i < 5; ++i) show_as(mallory, remembering());
    for (int i = 0; i < 5; ++i) show_as(mallory, admin());
    BOOST_CHECK_EQUAL(added(), 1U);
}

BOOST_AUTO_TEST_CASE(of_all_together_no_more_than_the_limit_goes_on_record_within_an_hour)
{
    who_may.refused = "";
    channel_is_private = false;
    for (int i = 0; i < 200; ++i) show_as({"mallory " + std::to_string(i), ""}, admin());
    BOOST_CHECK_EQUAL(added(), most_refusals_an_hour);
    BOOST_CHECK(tables.events.back().subject.ends_with("no others on record within the hour"));
    channel_is_private = true;
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).finding.fault, "");
    later(2h);
    channel_is_private = false;
    show_as({"somebody", ""}, admin());
    expect_last("somebody", "show_key_refused", "channel_not_private");
}

// Two processes at once: the second sees what the first has written in between.
BOOST_AUTO_TEST_CASE(an_equal_one_that_another_process_writes_in_between_is_not_written_again)
{
    bool other_was_there = false;
    store.before_store = [&] {
        if (!std::exchange(other_was_there, true)) show_as(mallory, remembering());
    };
    show_as(mallory, remembering());
    BOOST_CHECK_EQUAL(added(), 1U);
}

// A clock that was years ahead for a moment is not to keep everything off the record until then.
BOOST_AUTO_TEST_CASE(what_was_written_before_the_clock_was_put_right_does_not_count)
{
    const timestamp now = time.date;
    time.date += 1'000'000'000;
    channel_is_private = false;
    for (int i = 0; i < 100; ++i) show_as({"somebody " + std::to_string(i), ""}, remembering());
    const std::size_t ahead = added();
    time.date = now;
    show_as(mallory, remembering());
    BOOST_CHECK_EQUAL(added(), ahead + 1);
}

BOOST_AUTO_TEST_CASE(a_row_that_anybody_may_have_put_there_keeps_no_refusal_out)
{
    event forged;
    forged.happened_at = time.date;
    forged.who = "mallory";
    forged.what = "show_key_refused";
    forged.subject = "not_authorized";
    log.add_unchained(forged);
    show_as(mallory, admin());
    BOOST_CHECK_EQUAL(added(), 2U);
    BOOST_CHECK(tables.events.back().authenticated);
}

BOOST_AUTO_TEST_CASE(what_somebody_says_is_cut_to_one_short_line)
{
    who_may.refused = "a\nb";
    show_as({"a\nb", std::string(199, 'x') + "ö" + std::string(1'000'000, 'y')}, admin());
    BOOST_CHECK_EQUAL(tables.events.back().who, "a b");
    BOOST_CHECK_EQUAL(tables.events.back().reason, std::string(199, 'x') + "…");
    who_may.refused = "carl";
    show_as({"carl", "\xFF"}, admin());
    BOOST_CHECK_EQUAL(tables.events.back().reason, "(not UTF-8)");
    show_as({"", ""}, admin());
    expect_last("nobody", "show_key_refused", "not_authorized");
    show_as({std::string(300, 'z'), ""}, admin());
    BOOST_CHECK_EQUAL(tables.events.back().who, std::string(200, 'z') + "…");
}

BOOST_AUTO_TEST_SUITE_END()
