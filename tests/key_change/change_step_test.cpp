#include "plugin/key_change/change_step.h"

#include <boost/test/unit_test.hpp>

#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/slot_opener.h"
#include "tests/key_change/changing_organisation.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

slot_secret copy_of(const slot_secret& secret, const crypto_provider& crypto)
{
    slot_secret copy;
    copy.what = secret.what;
    copy.bytes = secret_bytes(secret.bytes.expose(), crypto.key_memory());
    return copy;
}

slot_secret typed(const std::string& text, const crypto_provider& crypto)
{
    slot_secret secret;
    secret.bytes = secret_bytes(bytes_of(text), crypto.key_memory());
    return secret;
}

// Before any change: the first secret, as somebody may keep it who should not.
struct with_old_secret : changing_organisation {
    slot_secret old_secret = copy_of(secrets().front(), crypto);
    keyring_document at_first = document();

    [[nodiscard]] bool old_secret_opens(const keyring_document& what)
    try {
        static_cast<void>(open_slot(what, std::span(&old_secret, 1), crypto));
        return true;
    } catch (const error& refused) {
        return refused.code() != errc::wrong_passphrase;
    }
    // All the organisation keys that the old secret leads to, in any of these keyrings.
    [[nodiscard]] std::vector<organisation_key> reached(const keyring_document& what)
    {
        return open_slot(what, std::span(&old_secret, 1), crypto).keys;
    }
    // Gives process `name` a second slot, as the administrator's contract does.
    void add_slot(const slot_secret& secret, const std::string& name)
    {
        keyring_draft draft(document(), started.keyring->organisation_keys(), tables.entries, time.now(), crypto);
        draft.add_slot(document().organisation_key().id, secret, name, cheap);
        draft.add_event("ada", "slot_added", name);
        store.store(draft.finish());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(change_step_test, with_old_secret)

BOOST_AUTO_TEST_CASE(a_prepared_key_is_known_and_does_not_seal)
{
    const accepted_change accepted = change();
    BOOST_TEST(name_of(state().phase) == "prepared");
    BOOST_TEST(state().new_check == accepted.key_check);
    BOOST_TEST(state().old_check == accepted.old_check);
    BOOST_TEST(accepted.key_check != accepted.old_check);
    BOOST_TEST(accepted.key_place == key.place());
    BOOST_TEST(started.keyring->current()->key_check() == accepted.old_check);
    BOOST_TEST(started.keyring->current()->live_data_keys() == 2u);
    BOOST_TEST(started.keyring->current()->live_index_keys() == 2u);
    BOOST_TEST(rows.widened == 1u);
}

BOOST_AUTO_TEST_CASE(who_comes_second_leaves_the_fences_open_for_what_is_on_record)
{
    bool other_was_there = false;
    store.before_store = [&] {
        if (!std::exchange(other_was_there, true)) static_cast<void>(change());
    };
    BOOST_CHECK_EXCEPTION(static_cast<void>(change()), error, refused_with(errc::keyring_changed));
    BOOST_TEST(rows.widened == 3u);
}

BOOST_AUTO_TEST_CASE(nothing_new_is_wrapped_under_what_the_old_passphrase_opens)
{
    static_cast<void>(change());
    const keyring_document prepared = document();
    const auto keys = reached(prepared);
    BOOST_REQUIRE_EQUAL(keys.size(), 1u);
    for (const keyring_record& each : prepared.records())
        if (!at_first.find(each.id) && each.wrapped_under == keys.front().id)
            BOOST_TEST(name_of(each.kind) == "slot");  // the new slot, which opens the old key as well
    BOOST_TEST((record_in(prepared, record_kind::data_key, key_state::pending)->wrapped_under != keys.front().id));
}

BOOST_AUTO_TEST_CASE(after_activation_no_wrap_opens_by_the_old_passphrase)
{
    static_cast<void>(change());
    BOOST_TEST(activate());
    BOOST_TEST(name_of(state().phase) == "resealing");
    BOOST_TEST(!old_secret_opens(document()));
    const auto old_keys = reached(at_first);
    const keyring_document now = document();
    for (const keyring_record& each : now.records())
        BOOST_TEST((!each.wrapped_under || *each.wrapped_under != old_keys.front().id));
    // A process that starts now has the new key from the key file, new first.
    const start_up_report later = start();
    BOOST_TEST((later.what == start_up_report::outcome::opened));
    BOOST_TEST(later.key_check == state().new_check);
}

BOOST_AUTO_TEST_CASE(the_key_file_holds_both_secrets_until_the_change_is_verified)
{
    const accepted_change accepted = change();
    BOOST_REQUIRE_EQUAL(secrets().size(), 2u);
    BOOST_TEST(secrets().front().key_check == accepted.key_check);
    BOOST_TEST(secrets().back().bytes.equals(old_secret.bytes.expose()));
    BOOST_TEST(activate());
    changer.conclude("ada");
    BOOST_REQUIRE_EQUAL(secrets().size(), 1u);
    BOOST_TEST(secrets().front().key_check == accepted.key_check);
}

BOOST_AUTO_TEST_CASE(a_cancelled_change_leaves_the_old_key_alone_and_its_numbers_are_not_used_again)
{
    static_cast<void>(change());
    changer.cancel("ada", "not today");
    BOOST_TEST(name_of(state().phase) == "none");
    BOOST_TEST(old_secret_opens(document()));
    BOOST_REQUIRE_EQUAL(secrets().size(), 1u);
    BOOST_TEST(secrets().front().bytes.equals(old_secret.bytes.expose()));
    BOOST_TEST(document().of_kind(record_kind::slot).size() == 1u);
    static_cast<void>(change());
    BOOST_TEST(state().new_key == 3u);
    BOOST_TEST(activate());
}

BOOST_AUTO_TEST_CASE(a_change_whose_passphrase_was_lost_can_be_cancelled_without_it)
{
    static_cast<void>(change());
    // The process died before it wrote the key file; another one starts with the old secret.
    organisation::key.file.reset();
    const sealkey_labels labels{"contoso", 1, state().old_check, 1, "main"};
    BOOST_TEST(key.write_new(*sealkey_text(labels, old_secret, crypto.key_memory())));
    const start_up_report other = start();
    BOOST_REQUIRE((other.what == start_up_report::outcome::opened));
    key_change_surroundings poorer{.around = around(),
                                   .catalogue = catalogue,
                                   .processes = processes,
                                   .identity = identity,
                                   .rows = rows,
                                   .key_place = &key,
                                   .registry = other.registry,
                                   .keyring = *other.keyring,
                                   .cost = cheap};
    key_changer other_changer(poorer);
    BOOST_TEST(!other_changer.activate(key_changer::missing::leave_behind, key_changer::old_key::opens, "ada"));
    other_changer.cancel("ada", "lost");
    BOOST_TEST(name_of(state().phase) == "none");
}

BOOST_AUTO_TEST_CASE(a_slot_whose_secret_is_not_given_must_be_dropped_by_name)
{
    const slot_secret recovery = typed("recovery passphrase 1!", crypto);
    add_slot(recovery, "recovery");
    BOOST_CHECK_EXCEPTION(change(), error, refused_with(errc::change_refused, {"\"recovery\"", "--drop-slot"}));
    key_change_request with_secret;
    with_secret.who = "ada";
    with_secret.other_secrets.push_back(copy_of(recovery, crypto));
    static_cast<void>(changer.change(with_secret));
    BOOST_TEST(activate());
    BOOST_TEST(open_slot(document(), std::span(&recovery, 1), crypto).name == "recovery");
}

BOOST_AUTO_TEST_CASE(a_dropped_slot_opens_nothing_after_activation)
{
    const slot_secret recovery = typed("recovery passphrase 1!", crypto);
    add_slot(recovery, "recovery");
    key_change_request without;
    without.who = "ada";
    without.dropped_slots = {"recovery"};
    static_cast<void>(changer.change(without));
    BOOST_TEST(activate());
    BOOST_CHECK_EXCEPTION(open_slot(document(), std::span(&recovery, 1), crypto), error,
                          refused_with(errc::wrong_passphrase));
}

BOOST_AUTO_TEST_CASE(the_passphrase_on_record_changes_with_activation)
{
    static_cast<void>(change());
    const auto shown = [&] { return passphrase_on_record(document(), started.keyring->organisation_keys(), crypto); };
    BOOST_TEST(shown().equals(old_secret.bytes.expose()));
    BOOST_TEST(activate());
    BOOST_TEST(shown().equals(secrets().front().bytes.expose()));
}

BOOST_AUTO_TEST_CASE(where_showing_is_switched_off_the_new_passphrase_is_not_put_on_record)
{
    surroundings.passphrase_on_record = false;
    key_changer discreet(surroundings);
    static_cast<void>(discreet.change({}));
    BOOST_TEST(activate());
    BOOST_TEST(document().of_kind(record_kind::passphrase).empty());
}

BOOST_AUTO_TEST_CASE(one_change_at_a_time)
{
    static_cast<void>(change());
    BOOST_CHECK_EXCEPTION(change(), error, refused_with(errc::change_refused, {"prepared", "cancel"}));
    BOOST_TEST(activate());
    BOOST_CHECK_EXCEPTION(change(), error, refused_with(errc::change_refused, {"One at a time"}));
    BOOST_CHECK_EXCEPTION(changer.cancel("ada", ""), error,
                          refused_with(errc::change_refused, {"only another change"}));
}

BOOST_AUTO_TEST_CASE(a_key_is_retired_and_destroyed_by_its_key_check_alone)
{
    const accepted_change accepted = change();
    BOOST_TEST(activate());
    rows.sealing_since = document().generation();
    rows.sealed_at.assign(3, rows.sealing_since);
    BOOST_CHECK_EXCEPTION(changer.retire("ada", ""), error, refused_with(errc::change_refused));
    changer.conclude("ada");
    BOOST_TEST(name_of(state().phase) == "verified");
    changer.retire("ada", "");
    BOOST_TEST(name_of(state().phase) == "none");
    BOOST_REQUIRE_EQUAL(state().archived.size(), 1u);
    BOOST_TEST(state().archived_checks == std::vector{accepted.old_check}, boost::test_tools::per_element());
    BOOST_CHECK_EXCEPTION(changer.destroy(accepted.key_check, "ada", ""), error,
                          refused_with(errc::change_refused, {accepted.old_check}));
    changer.destroy(accepted.old_check, "ada", "audit 7");
    BOOST_TEST(state().archived.empty());
    const keyring_document now = document();
    const auto* tombstone = record_in(now, record_kind::data_key, key_state::destroyed);
    BOOST_REQUIRE(tombstone != nullptr);
    BOOST_TEST(tombstone->wrap.empty());
    BOOST_TEST(!tombstone->key_ids.empty());
}

BOOST_AUTO_TEST_CASE(every_step_is_chained_in_the_audit_trail)
{
    static_cast<void>(change());
    BOOST_TEST(activate());
    changer.conclude("ada");
    rows.sealed_at.clear();
    changer.retire("ada", "");
    std::string trail;
    log.each_chained([&](const event& each) { trail += each.what + " "; });
    BOOST_TEST(trail == "keyring_created key_change_prepared key_activated key_change_verified key_retired ");
}

BOOST_AUTO_TEST_CASE(an_activated_key_that_was_compromised_leaves_the_old_one_suspect)
{
    static_cast<void>(change());
    BOOST_TEST(changer.activate(key_changer::missing::leave_behind, key_changer::old_key::is_suspect, "ada"));
    BOOST_TEST(state().compromised);
}

BOOST_AUTO_TEST_CASE(a_wrap_that_does_not_open_again_is_never_stored)
{
    crypto.fails_to_wrap = true;
    BOOST_CHECK_THROW(change(), error);
    BOOST_TEST((document() == at_first));
}

BOOST_AUTO_TEST_SUITE_END()
