#include "tests/keys/passphrase_damage.h"

#include <boost/test/unit_test.hpp>
#include <set>

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(passphrase_damage_test)

BOOST_AUTO_TEST_CASE(there_are_at_least_68_kinds_each_with_a_name_of_its_own)
{
    std::set<std::string_view> names;
    for (const damage& each : all_damages()) names.insert(each.name);
    BOOST_CHECK_EQUAL(names.size(), all_damages().size());
    BOOST_CHECK_GE(names.size(), 68u);
}

// The long form, 1,000,000 inputs, is the target campaign_passphrase.
BOOST_AUTO_TEST_CASE(every_kind_is_recovered_or_named_and_none_is_accepted_as_another_key)
{
    std::mt19937 random(20261122);
    for (const damage& kind : all_damages())
        for (int i = 0; i < 40; ++i) {
            const whole_key key = key_from(random);
            const std::string broken = broken_promise(kind, key, kind.done(key, random));
            BOOST_REQUIRE_MESSAGE(broken.empty(), broken);
        }
}

BOOST_AUTO_TEST_CASE(the_test_can_fail)
{
    std::mt19937 random(1);
    const whole_key key = key_from(random);
    const damage harmless{"harmless", {}, ""};
    BOOST_CHECK(broken_promise(harmless, key, key.other).find("ANOTHER KEY") != std::string::npos);
    BOOST_CHECK(!broken_promise(harmless, key, "typed 1!").empty());
    const damage named{"named", {}, "some words"};
    BOOST_CHECK(!broken_promise(named, key, key.characters).empty());
    BOOST_CHECK(!broken_promise(named, key, "").empty());
}

BOOST_AUTO_TEST_SUITE_END()
