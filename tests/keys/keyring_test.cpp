#include "plugin/keys/keyring.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/refused.h"
#include "tests/values/sealing_fixture.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(keyring_test, sealing_fixture)

BOOST_AUTO_TEST_CASE(every_attribute_has_a_key_id_of_its_own_and_the_keyring_knows_whose_it_is)
{
    std::set<key_id> ids;
    for (const attribute& each : registry->attributes()) {
        const attribute_key* key = keys->keys_of(each).sealing();
        BOOST_REQUIRE(key != nullptr);
        BOOST_CHECK(ids.insert(key->id).second);
        BOOST_REQUIRE(keys->owner_of(key->id) != nullptr);
        BOOST_CHECK_EQUAL(keys->owner_of(key->id)->attribute, each.full_name());
        BOOST_CHECK(keys->keys_of(each).find(key->id) == key);
    }
    BOOST_CHECK(keys->owner_of(key_id{}) == nullptr);
    BOOST_CHECK(keys->keys_of(at("email")).find(key_id{}) == nullptr);
}

BOOST_AUTO_TEST_CASE(only_indexed_attributes_have_an_index_key)
{
    BOOST_CHECK(keys->keys_of(at("folded")).indexing() != nullptr);
    BOOST_CHECK(keys->keys_of(at("email")).indexing() == nullptr);
    BOOST_CHECK(keys->keys_of(at("email")).live_index(0) == nullptr);
}

BOOST_AUTO_TEST_CASE(there_must_be_exactly_one_sealing_key_of_a_kind)
{
    const auto refused = refused_with(errc::no_sealing_key, {"exactly one"});
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1", [](keyring::content& c) { c.data_keys.clear(); }), error,
                          refused);
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1", [](keyring::content& c) { c.index_keys.clear(); }), error,
                          refused);
    BOOST_CHECK_EXCEPTION(
        (void)make_keyring("org-1", [](keyring::content& c) { c.data_keys[0].state = key_state::opening; }), error,
        refused);
    BOOST_CHECK_EXCEPTION(
        (void)make_keyring("org-1",
                           [this](keyring::content& c) { c.data_keys.push_back(key(3, key_state::sealing, 2)); }),
        error, refused);
}

BOOST_AUTO_TEST_CASE(no_index_key_is_needed_where_nothing_is_indexed)
{
    registry = registry_of({made("email")});
    BOOST_CHECK_NO_THROW((void)make_keyring("org-1", [](keyring::content& c) { c.index_keys.clear(); }));
}

BOOST_AUTO_TEST_CASE(a_key_of_a_wrong_size_or_version_is_a_damaged_keyring)
{
    const auto refused = refused_with(errc::keyring_damaged);
    const std::uint8_t half[16]{};
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1",
                                             [&](keyring::content& c) {
                                                 c.data_keys[0].secret = secret_bytes{half, crypto.key_memory()};
                                             }),
                          error, refused);
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1", [](keyring::content& c) { c.index_keys[0].version = 1u << 24; }),
                          error, refused);
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1", [](keyring::content& c) { c.index_keys[0].version = 0; }), error,
                          refused);
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1", [](keyring::content& c) { c.data_keys[0].secret = {}; }), error,
                          refused);
}

BOOST_AUTO_TEST_CASE(a_suite_that_the_provider_lacks_is_refused_when_the_keyring_is_opened)
{
    registry = registry_of({made("email", [](attribute& a) { a.sealed_with = suite::xaes_256_gcm; })});
    BOOST_CHECK_EXCEPTION((void)make_keyring("org-1"), error, refused_with(errc::unknown_suite));
}

BOOST_AUTO_TEST_CASE(its_keys_leave_the_arena_with_it)
{
    keys.reset();
    BOOST_CHECK_EQUAL(crypto.key_memory().in_use(), 0u);
}

BOOST_AUTO_TEST_CASE(a_stable_name_keeps_its_keys_when_table_and_column_are_renamed)
{
    const key_id before = keys->keys_of(at("email")).sealing()->id;
    attribute_registry::builder builder;
    attribute renamed = made("email");
    renamed.column = "mail_address";
    registry = builder.add({"contact", "", "people", {}, {"id"}, {renamed}, "the test"}).build();
    keys = make_keyring("org-1");
    BOOST_CHECK(keys->keys_of(at("email")).sealing()->id == before);
}

BOOST_AUTO_TEST_SUITE_END()
