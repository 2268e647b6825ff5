#pragma once

#include <boost/test/unit_test.hpp>

#include "plugin/keys/first_keyring.h"
#include "plugin/keys/keyring_draft.h"
#include "tests/keys/organisation.h"
#include "tests/refused.h"

namespace cellseal::contracts {

/// What every home of the keyring has to do. `store`, `catalogue` and `log` see the same empty home; `other` is a
/// second store on it, as another process would have.
struct keyring_home {
    keyring_store& store;
    keyring_store& other;
    catalogue_store& catalogue;
    event_log& log;
};

inline first_keyring some_keyring(const organisation& with)
{
    slot_secret secret;
    secret.bytes = secret_bytes(bytes_of("correct horse 7!"), with.sodium.key_memory());
    first_keyring_request request{"contößo", "main", organisation::cheap};
    request.who = "Zoë \"quoted\" o'neil \\";
    request.now = 1772359200;
    return make_first_keyring(request, secret, *organisation::email_and_ssn(), with.sodium);
}

inline keyring_change next_generation(const organisation& with, const keyring_document& base,
                                      const first_keyring& first, const std::vector<catalogue_entry>& entries)
{
    keyring_draft draft(base, first.keys, entries, 1772359300, with.sodium);
    draft.add_event("somebody", "changed", "", "line one\nline two");
    return draft.finish();
}

inline void an_empty_home_holds_nothing(keyring_home home)
{
    BOOST_CHECK(!home.store.any_trace());
    BOOST_CHECK(!home.store.load());
    BOOST_CHECK(!home.store.generation());
    BOOST_CHECK(home.catalogue.load().empty());
    BOOST_CHECK(home.log.unchained(10).empty());
    home.log.each_chained([](const event&) { BOOST_ERROR("an event"); });
    BOOST_CHECK(!home.store.any_trace());
}

inline void what_is_stored_is_read_back_byte_for_byte(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    home.store.store(made.change);
    BOOST_CHECK(home.other.any_trace());
    BOOST_CHECK(home.other.load() == made.change.next);
    BOOST_CHECK(home.other.generation() == 1u);
    BOOST_CHECK(home.catalogue.load() == made.change.attributes);
    std::vector<event> events;
    home.log.each_chained([&](const event& each) { events.push_back(each); });
    BOOST_CHECK(events == made.change.events);
}

inline void a_second_first_keyring_is_refused_and_changes_nothing(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    home.store.store(made.change);
    BOOST_CHECK_EXCEPTION(home.other.store(some_keyring(with).change), error, refused_with(errc::keyring_changed));
    BOOST_CHECK(home.store.load() == made.change.next);
    BOOST_CHECK_EQUAL(home.catalogue.load().size(), 2u);
}

inline void of_two_writers_from_one_generation_the_second_is_refused(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    home.store.store(made.change);
    const keyring_change first = next_generation(with, made.change.next, made, made.change.attributes);
    const keyring_change second = next_generation(with, made.change.next, made, made.change.attributes);
    home.store.store(first);
    BOOST_CHECK_EXCEPTION(home.other.store(second), error, refused_with(errc::keyring_changed, {"somebody else"}));
    BOOST_CHECK(home.other.load() == first.next);
    std::size_t events = 0;
    home.log.each_chained([&](const event&) { ++events; });
    BOOST_CHECK_EQUAL(events, 2u);
}

inline void of_two_events_that_keep_the_generation_the_second_is_refused_and_so_is_a_step_from_before(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    home.store.store(made.change);
    const auto look = [&] {
        keyring_draft draft(made.change.next, made.keys, made.change.attributes, 1772359300, with.sodium);
        draft.keep_generation();
        draft.add_event("somebody", "looked", "");
        return draft.finish();
    };
    const keyring_change first = look(), second = look();
    const keyring_change step = next_generation(with, made.change.next, made, made.change.attributes);
    home.store.store(first);
    BOOST_CHECK(home.other.generation() == 1u);
    BOOST_CHECK_EXCEPTION(home.other.store(second), error, refused_with(errc::keyring_changed));
    BOOST_CHECK_EXCEPTION(home.other.store(step), error, refused_with(errc::keyring_changed));
    BOOST_CHECK(home.other.load() == first.next);
}

inline void an_event_that_is_chained_later_replaces_its_unchained_row(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    event refused = made.change.events[0];
    refused.number.reset();
    refused.chain.clear();
    refused.authenticated = false;
    refused.what = "activation_refused";
    home.log.add_unchained(refused);
    BOOST_REQUIRE_EQUAL(home.log.unchained(10).size(), 1u);
    BOOST_CHECK(home.log.unchained(10)[0] == refused);
    home.store.store(made.change);
    BOOST_CHECK(home.log.unchained(10).empty());
}

inline void refusals_of_a_span_are_found_the_latest_first_chained_or_not(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    home.store.store(made.change);
    keyring_draft draft(made.change.next, made.keys, made.change.attributes, 1772359300, with.sodium);
    draft.add_event("somebody", "show_key_refused", "not_authorized");
    draft.add_event("somebody", "key_shown", "");
    home.store.store(draft.finish());
    event waiting = made.change.events[0];
    waiting.id = record_id{{7}};
    waiting.number.reset();
    waiting.chain.clear();
    waiting.what = "activation_refused";
    waiting.happened_at = 1772359400;
    home.log.add_unchained(waiting);
    const auto names = [&](timestamp from, timestamp until, std::size_t most) {
        std::string all;
        for (const event& each : home.log.refusals(from, until, most)) all += each.what + " ";
        return all;
    };
    BOOST_CHECK_EQUAL(names(1772359300, 1772359400, 10), "activation_refused show_key_refused ");
    BOOST_CHECK_EQUAL(names(1772359300, 1772359400, 1), "activation_refused ");
    BOOST_CHECK_EQUAL(names(1772359300, 1772359399, 10), "show_key_refused ");
    BOOST_CHECK_EQUAL(names(1772359301, 1772359399, 10), "");
}

inline void many_events_come_in_the_order_of_the_chain(keyring_home home)
{
    const organisation with;
    const first_keyring made = some_keyring(with);
    keyring_draft draft(made.change.next, made.keys, made.change.attributes, 1772359300, with.sodium);
    for (int i = 0; i < 1200; ++i) draft.add_event("somebody", "looked", "");
    home.store.store(made.change);
    home.store.store(draft.finish());
    std::uint64_t last = 0;
    home.log.each_chained([&](const event& each) { BOOST_REQUIRE_EQUAL(each.number.value(), ++last); });
    BOOST_CHECK_EQUAL(last, 1201u);
}

}  // namespace cellseal::contracts
