// Which key seals, opens and compares while keys change.
#include <boost/test/unit_test.hpp>

#include "plugin/values/field_sealer.h"
#include "plugin/values/sealed_value.h"
#include "tests/refused.h"
#include "tests/values/sealing_fixture.h"

using namespace cellseal;

namespace {

key_id id_of(const std::string& stored) { return sealed_value::inspect(stored).front.key; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_use_test, sealing_fixture)

BOOST_AUTO_TEST_CASE(an_older_key_opens_and_its_values_ask_to_be_resealed)
{
    const std::string old = sealed("email", plain_text("alice"));
    for (const key_state state : {key_state::opening, key_state::suspect, key_state::pending}) {
        keys = make_keyring("org-1", [&](keyring::content& content) {
            content.data_keys[0].state = state;
            content.data_keys.push_back(key(9, key_state::sealing, 2));
        });
        const opened_value value = field_sealer::open(at("email"), *keys, old, {}, scratch);
        BOOST_CHECK(value.should_reseal);
        BOOST_CHECK(value.sealed_under == id_of(old));
        const std::string fresh = sealed("email", plain_text("alice"));
        BOOST_CHECK(id_of(fresh) != id_of(old));
        BOOST_CHECK(!field_sealer::open(at("email"), *keys, fresh, {}, scratch).should_reseal);
    }
}

BOOST_AUTO_TEST_CASE(an_archived_key_does_not_open_by_itself)
{
    const std::string old = sealed("email", plain_text("alice"));
    keys = make_keyring("org-1", [&](keyring::content& content) {
        content.data_keys[0].state = key_state::archived;
        content.data_keys.push_back(key(9, key_state::sealing, 2));
    });
    BOOST_CHECK_EXCEPTION((void)opened("email", old), error,
                          refused_with(errc::key_not_usable, {"archived", to_hex(id_of(old)), "contact.email"}));
}

BOOST_AUTO_TEST_CASE(a_destroyed_key_is_remembered_with_its_date)
{
    const std::string old = sealed("email", plain_text("alice"));
    keys = make_keyring("org-1", [&](keyring::content& content) {
        content.data_keys.clear();
        content.data_keys.push_back(key(9, key_state::sealing, 2));
        content.data_keys.push_back({1, key_state::destroyed, "2026-03-01T00:00:00Z", {}});
        content.tombstones.push_back({"contact.email", id_of(old), "2026-03-01T00:00:00Z"});
    });
    BOOST_CHECK_EXCEPTION((void)opened("email", old), error,
                          refused_with(errc::key_destroyed, {"2026-03-01", to_hex(id_of(old)), "contact.email"}));
}

BOOST_AUTO_TEST_CASE(a_comparison_finds_the_values_of_every_live_key)
{
    const std::string old = sealed("same", plain_text("alice"));
    std::string old_token;
    BOOST_REQUIRE(blind_index::token(at("folded"), *keys, plain_text("alice"), old_token, scratch));
    keys = make_keyring("org-1", [&](keyring::content& content) {
        content.data_keys[0].state = key_state::opening;
        content.data_keys.insert(content.data_keys.begin(), key(9, key_state::sealing, 2));
        content.data_keys.insert(content.data_keys.begin(), key(10, key_state::pending, 3));
        content.data_keys.push_back(key(11, key_state::archived, 4));
        content.index_keys[0].state = key_state::opening;
        content.index_keys.insert(content.index_keys.begin(), key(12, key_state::sealing, 2));
    });
    BOOST_CHECK_EQUAL(keys->live_data_keys(), 3u);
    BOOST_CHECK_EQUAL(keys->live_index_keys(), 2u);
    const auto in_slot = [this](std::size_t slot) {
        std::string out;
        field_sealer::seal(at("same"), *keys, plain_text("alice"), {}, out, scratch, slot);
        return out;
    };
    BOOST_CHECK(keys->keys_of(at("same")).live(0)->state == key_state::sealing);
    BOOST_CHECK(keys->keys_of(at("same")).live(1)->state == key_state::pending);
    BOOST_CHECK_EQUAL(in_slot(2), old);
    BOOST_CHECK_EXCEPTION((void)in_slot(3), error, refused_with(errc::no_sealing_key));

    std::string new_token, again;
    BOOST_CHECK(blind_index::token(at("folded"), *keys, plain_text("alice"), new_token, scratch));
    BOOST_CHECK(blind_index::token(at("folded"), *keys, plain_text("alice"), again, scratch, 1));
    BOOST_CHECK_EQUAL(again, old_token);
    BOOST_CHECK_NE(new_token, old_token);
    BOOST_CHECK_EQUAL(new_token.substr(0, 4), "AAAC");
    BOOST_CHECK_EXCEPTION((void)blind_index::token(at("folded"), *keys, plain_text("alice"), again, scratch, 2), error,
                          refused_with(errc::no_sealing_key));
}

BOOST_AUTO_TEST_CASE(a_random_attribute_is_never_sealed_under_another_than_the_sealing_key)
{
    keys = make_keyring("org-1",
                        [&](keyring::content& content) { content.data_keys.push_back(key(9, key_state::opening, 2)); });
    std::string out;
    BOOST_CHECK_EXCEPTION(field_sealer::seal(at("email"), *keys, plain_text("alice"), {}, out, scratch, 1), error,
                          refused_with(errc::no_sealing_key));
    BOOST_CHECK(out.empty());
}

BOOST_AUTO_TEST_SUITE_END()
