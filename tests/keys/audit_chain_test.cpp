#include "plugin/keys/audit_chain.h"

#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "tests/keys/keyring_vectors.h"

using namespace cellseal;

namespace {

class listed_events final : public event_log {
public:
    std::vector<event> events;

    void each_chained(const std::function<void(const event&)>& visit) override
    {
        for (const event& each : events) visit(each);
    }
    std::vector<event> unchained(std::size_t) override { return {}; }
    std::vector<event> refusals(timestamp, timestamp, std::size_t) override { return {}; }
    void add_unchained(const event&) override {}
};

struct known_trail {
    sodium_provider crypto;
    keyring_vectors known;
    secret_bytes key{known.bytes("audit_key_secret"), crypto.key_memory()};
    listed_events log;
    std::vector<std::uint8_t> head;

    known_trail()
    {
        for (const stored_row& row : known.rows("cellseal_event")) log.events.push_back(event_from(row));
        head = log.events.back().chain;
    }
    audit_chain beginning() { return {crypto, key, known.text("organisation")}; }
    std::string fault()
    {
        const audit_finding finding = verify_audit(log, beginning(), 3, head);
        BOOST_CHECK_EQUAL(finding.expected, 3u);
        if (!finding.fault.empty()) BOOST_CHECK_LT(finding.whole_up_to, 4u);
        return finding.fault;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_chain_test, known_trail)

BOOST_AUTO_TEST_CASE(the_chain_agrees_with_the_independent_script)
{
    audit_chain chain = beginning();
    for (event each : log.events) {
        const auto expected = each.chain;
        each.chain.clear();
        each.number.reset();
        chain.append(each);
        BOOST_CHECK(each.chain == expected);
    }
    BOOST_CHECK_EQUAL(chain.count(), 3u);
    BOOST_CHECK_EQUAL(fault(), "");
}

BOOST_AUTO_TEST_CASE(a_chain_goes_on_where_the_keyring_says_it_stands)
{
    audit_chain later(crypto, key, known.text("organisation"), 2, log.events[1].chain);
    BOOST_CHECK(later.follows(log.events[2]));
    BOOST_CHECK(!later.follows(log.events[2]));
}

BOOST_AUTO_TEST_CASE(every_changed_field_of_an_event_is_found)
{
    using change = void (*)(event&);
    const change changes[] = {
        [](event& each) { each.id.bytes[0] ^= 1; },
        [](event& each) { each.happened_at += 1; },
        [](event& each) { each.who += "x"; },
        [](event& each) { each.what = "other"; },
        [](event& each) { each.subject += "x"; },
        [](event& each) { each.reason += "x"; },
        [](event& each) { each.authenticated ^= true; },
        [](event& each) { each.chain[31] ^= 1; },
    };
    for (const change apply : changes) {
        const event good = log.events[1];
        apply(log.events[1]);
        BOOST_CHECK_EQUAL(fault(), "event 2 was changed after it was written");
        log.events[1] = good;
    }
}

BOOST_AUTO_TEST_CASE(a_removed_event_a_cut_off_end_and_an_event_too_many_are_found)
{
    const auto all = log.events;
    log.events.erase(log.events.begin() + 1);
    BOOST_CHECK_EQUAL(fault(), "event 2 is missing");
    log.events = {all[0]};
    BOOST_CHECK_EQUAL(fault(), "the last 2 events are cut off");
    log.events = all;
    event added = all[2];
    audit_chain forged = {crypto, key, known.text("organisation"), 3, head};
    forged.append(added);
    log.events.push_back(added);
    BOOST_CHECK_EQUAL(fault(), "there are 1 events that the keyring does not know");
}

BOOST_AUTO_TEST_CASE(a_trail_chained_under_another_key_is_found)
{
    const std::vector<std::uint8_t> other(32, 7);
    const secret_bytes wrong(other, crypto.key_memory());
    BOOST_CHECK(!verify_audit(log, audit_chain(crypto, wrong, known.text("organisation")), 3, head).fault.empty());
    BOOST_CHECK(!verify_audit(log, audit_chain(crypto, key, "Contoso"), 3, head).fault.empty());
}

BOOST_AUTO_TEST_CASE(rows_go_to_events_and_back_unchanged)
{
    for (const stored_row& row : known.rows("cellseal_event")) BOOST_CHECK(to_row(event_from(row)) == row);
}

BOOST_AUTO_TEST_SUITE_END()
