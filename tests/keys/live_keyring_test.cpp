#include "plugin/keys/live_keyring.h"

#include <boost/test/unit_test.hpp>

#include "plugin/keys/keyring_draft.h"
#include "tests/keys/organisation.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

struct running : organisation {
    start_up_report started = start();
    live_keyring& live = *started.keyring;
    const attribute& email = *started.registry->find("contact.email");

    running()
    {
        store.loads = store.generation_reads = 0;
        key.reads = 0;
        crypto.passphrase_hashes = 0;
    }

    // What a key change does in its third step, cut short: a new data key that seals, the old one opens.
    void rotate_elsewhere()
    {
        auto records = tables.records;
        for (keyring_record& each : records)
            if (each.kind == record_kind::data_key && each.state == key_state::sealing) each.state = key_state::opening;
        tables.records = records;
        keyring_draft draft(with_second_data_key(), live.organisation_keys(), tables.entries, time.now(), crypto);
        draft.add_attributes(*started.registry, {});
        draft.add_event("somebody", "rotated", "");
        store.store(draft.finish());
    }

    static key_id some_id(std::uint8_t first)
    {
        key_id id;
        id.bytes[0] = first;
        return id;
    }

private:
    keyring_document with_second_data_key()
    {
        organisation elsewhere;
        const auto top = live.organisation_keys();
        auto records = tables.records;
        keyring_record added = *std::ranges::find(records, record_kind::data_key, &keyring_record::kind);
        crypto.random(added.id.bytes);
        added.key_number = *added.key_number + 1;
        added.state = key_state::sealing;
        added.key_ids.clear();
        added.wrap = wrap(crypto, top[0].secret, wrap_place_of(added, "contoso"), std::nullopt,
                          secret_bytes(std::vector<std::uint8_t>(32, 7), crypto.key_memory()));
        records.push_back(added);
        return keyring_document(records);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(live_keyring_test, running)

BOOST_AUTO_TEST_CASE(within_the_lease_sealing_reads_nothing)
{
    for (int i = 0; i < 100; ++i) static_cast<void>(live.for_sealing());
    time.time += 5s;
    static_cast<void>(live.for_sealing());
    BOOST_CHECK_EQUAL(store.generation_reads, 0u);
}

BOOST_AUTO_TEST_CASE(after_the_lease_sealing_reads_the_generation_once)
{
    time.time += 5s + 1ns;
    const auto first = live.for_sealing();
    const auto second = live.for_sealing();
    BOOST_CHECK(first == second);
    BOOST_CHECK_EQUAL(store.generation_reads, 1u);
    BOOST_CHECK_EQUAL(store.loads, 0u);
}

BOOST_AUTO_TEST_CASE(a_new_generation_is_followed_without_asking_for_the_passphrase)
{
    const key_id before = live.for_sealing()->keys_of(email).sealing()->id;
    rotate_elsewhere();
    BOOST_CHECK(live.for_sealing()->keys_of(email).sealing()->id == before);
    time.time += 6s;
    const auto after = live.for_sealing();
    BOOST_CHECK(after->keys_of(email).sealing()->id != before);
    BOOST_CHECK(after->keys_of(email).find(before) != nullptr);
    BOOST_CHECK_EQUAL(after->generation(), 2u);
    BOOST_CHECK_EQUAL(pins.pin->generation, 2u);
    BOOST_CHECK_EQUAL(key.reads, 0u);
    BOOST_CHECK_EQUAL(crypto.passphrase_hashes, 0u);
}

BOOST_AUTO_TEST_CASE(who_holds_the_old_keyring_finishes_with_it)
{
    const auto old = live.current();
    rotate_elsewhere();
    time.time += 6s;
    static_cast<void>(live.for_sealing());
    BOOST_CHECK_EQUAL(old->generation(), 1u);
    BOOST_CHECK(old->keys_of(email).sealing() != nullptr);
}

BOOST_AUTO_TEST_CASE(nothing_is_sealed_while_the_generation_cannot_be_read_and_reading_goes_on)
{
    store.before_generation = [] { throw error(errc::database_unavailable, "gone"); };
    time.time += 6s;
    BOOST_CHECK_EXCEPTION(live.for_sealing(), error, refused_with(errc::database_unavailable));
    BOOST_CHECK_EXCEPTION(live.for_sealing(), error, refused_with(errc::database_unavailable));
    BOOST_CHECK(live.current()->keys_of(email).sealing() != nullptr);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_id_reloads_once_and_finds_the_new_key)
{
    rotate_elsewhere();
    const auto found = live.reload_for(some_id(1));
    BOOST_CHECK_EQUAL(found->generation(), 2u);
    const key_id fresh = found->keys_of(email).sealing()->id;
    const std::size_t reads = store.generation_reads;
    BOOST_CHECK(live.reload_for(fresh) == found);
    BOOST_CHECK_EQUAL(store.generation_reads, reads);
}

BOOST_AUTO_TEST_CASE(an_id_that_stays_unknown_is_remembered_for_a_second)
{
    static_cast<void>(live.reload_for(some_id(1)));
    for (int i = 0; i < 10; ++i) static_cast<void>(live.reload_for(some_id(1)));
    BOOST_CHECK_EQUAL(store.generation_reads, 1u);
    BOOST_CHECK_EQUAL(time.waits, 0u);
    time.time += 1s;
    static_cast<void>(live.reload_for(some_id(1)));
    BOOST_CHECK_EQUAL(store.generation_reads, 2u);
}

BOOST_AUTO_TEST_CASE(reloads_are_at_most_one_a_second_and_the_next_look_up_waits_for_its_turn)
{
    static_cast<void>(live.reload_for(some_id(1)));
    const auto begin = time.time;
    rotate_elsewhere();
    BOOST_CHECK_EQUAL(live.reload_for(some_id(2))->generation(), 2u);
    BOOST_CHECK_EQUAL(time.waits, 1u);
    BOOST_CHECK(time.time - begin == 1s);
}

BOOST_AUTO_TEST_CASE(an_older_keyring_put_back_while_running_is_refused_even_without_a_pin_on_disk)
{
    pins.read_only = true;
    const memory_tables older = tables;
    rotate_elsewhere();
    time.time += 6s;
    static_cast<void>(live.for_sealing());
    BOOST_CHECK(!live.pin_warning().empty());
    tables = older;
    pins.pin.reset();
    time.time += 6s;
    BOOST_CHECK_EXCEPTION(live.for_sealing(), error, refused_with(errc::keyring_rolled_back, {"this process"}));
    BOOST_CHECK_EQUAL(live.current()->generation(), 2u);
}

BOOST_AUTO_TEST_CASE(a_keyring_that_vanishes_is_missing_and_a_damaged_one_is_damaged)
{
    const memory_tables good = tables;
    tables.records.clear();
    time.time += 6s;
    BOOST_CHECK_EXCEPTION(live.for_sealing(), error, refused_with(errc::keyring_missing, {"memory"}));
    tables = good;
    tables.head().generation = 9;
    BOOST_CHECK_EXCEPTION(live.for_sealing(), error, refused_with(errc::keyring_damaged));
    tables = good;
    BOOST_CHECK(live.for_sealing()->generation() == 1u);
}

BOOST_AUTO_TEST_CASE(a_deactivated_keyring_says_why)
{
    live.deactivate("the administrator said so");
    BOOST_CHECK(!live.is_active());
    BOOST_CHECK_EXCEPTION(live.reload_for(some_id(1)), error,
                          refused_with(errc::inactive, {"the administrator said so"}));
    live.open();
    BOOST_CHECK(live.is_active());
    BOOST_CHECK_EQUAL(crypto.passphrase_hashes, 1u);
}

BOOST_AUTO_TEST_CASE(an_open_that_fails_changes_nothing)
{
    key.file.reset();
    BOOST_CHECK_EXCEPTION(live.open(), error, refused_with(errc::key_source_missing));
    BOOST_CHECK(live.is_active());
}

BOOST_AUTO_TEST_SUITE_END()
