#include <boost/test/unit_test.hpp>

#include "tests/doubles/administered.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct audit_fixture : administered {
    audit_fixture()
    {
        (void)admin().show(ada);
        (void)admin().export_key(ada);
        (void)admin().show({"carl", ""});
    }
    std::string fault() { return admin().verify_audit(ada).finding.fault; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_of_the_contract_test, audit_fixture)

BOOST_AUTO_TEST_CASE(a_whole_trail_is_told_with_its_head)
{
    const audit_report report = admin().verify_audit(ada);
    BOOST_CHECK_EQUAL(report.finding.fault, "");
    BOOST_CHECK_EQUAL(report.finding.expected, tables.events.size() - 1);  // Without this look.
    BOOST_CHECK_EQUAL(report.head.size(), 64U);
    std::vector<std::string> listed;
    admin().each_event(ada, [&](const event& each) { listed.push_back(each.what); });
    BOOST_CHECK_EQUAL(listed.size(), tables.events.size());
    BOOST_CHECK_EQUAL(listed.at(3), "key_shown");
}

BOOST_AUTO_TEST_CASE(a_removed_row_is_found)
{
    tables.events.erase(tables.events.begin() + 1);
    BOOST_CHECK_EQUAL(fault(), "event 2 is missing");
}

BOOST_AUTO_TEST_CASE(rows_that_are_cut_off_are_found)
{
    tables.events.pop_back();
    BOOST_CHECK_EQUAL(fault(), "the last 1 events are cut off");
}

BOOST_AUTO_TEST_CASE(a_changed_row_is_found)
{
    tables.events[1].who = "nobody";
    BOOST_CHECK_EQUAL(fault(), "event 2 was changed after it was written");
}

BOOST_AUTO_TEST_CASE(an_event_made_up_in_the_database_is_marked_as_unauthenticated_when_it_is_chained)
{
    event made_up;
    made_up.id.bytes[0] = 9;
    made_up.who = "ada";
    made_up.what = "key_shown";
    made_up.authenticated = true;
    tables.events.push_back(made_up);
    BOOST_CHECK_EQUAL(admin().verify_audit(ada).waiting, 1U);
    (void)admin().show(ada);
    const auto chained = std::ranges::find(tables.events, made_up.id, &event::id);
    BOOST_CHECK(!chained->authenticated);
    BOOST_CHECK_EQUAL(fault(), "");
}

BOOST_AUTO_TEST_SUITE_END()
