#include <boost/test/unit_test.hpp>

#include "plugin/admin/key_fit.h"
#include "tests/doubles/administered.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct slots_fixture : administered {
    slot_secret recovery = typed("a recovery phrase 7!");

    slot_secret typed(std::string_view text)
    {
        slot_secret secret;
        secret.bytes = secret_bytes(bytes_of(text), sodium.key_memory());
        return secret;
    }
    void add(const std::string& name, const slot_secret& secret) { add_slot(on(), ada, name, secret, cheap); }
    std::vector<std::string> names()
    {
        std::vector<std::string> all;
        for (const slot_description& each : admin().slots(ada).slots) all.push_back(each.name);
        return all;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(slots_test, slots_fixture)

BOOST_AUTO_TEST_CASE(a_second_slot_opens_the_same_keyring)
{
    add("recovery", recovery);
    BOOST_CHECK_EQUAL(last_event(), "slot_added");
    BOOST_TEST(names() == (std::vector<std::string>{"main", "recovery"}), boost::test_tools::per_element());
    const std::string phrase = "a recovery phrase 7!";
    key.file.emplace(phrase.begin(), phrase.end());
    begin();
    BOOST_CHECK(started.what == start_up_report::outcome::opened);
    const auto slots = admin().slots(ada).slots;
    BOOST_CHECK_EQUAL(slots[1].opened_by, "passphrase (Argon2id)");
    BOOST_CHECK(slots[0].on_record);
    BOOST_CHECK(!slots[1].on_record);
}

BOOST_AUTO_TEST_CASE(a_removed_slot_opens_nothing_any_more)
{
    add("recovery", recovery);
    admin().remove_slot(ada, "recovery");
    BOOST_CHECK_EQUAL(last_event(), "slot_removed");
    BOOST_CHECK_EXCEPTION((void)test_key({&recovery, 1}, store, catalogue, crypto), error,
                          refused_with(errc::wrong_passphrase));
}

BOOST_AUTO_TEST_CASE(the_last_slot_is_never_removed)
{
    BOOST_CHECK_EXCEPTION(admin().remove_slot(ada, "main"), error, refused_with(errc::last_slot, {"main"}));
}

BOOST_AUTO_TEST_CASE(nor_the_one_that_this_process_starts_with)
{
    add("recovery", recovery);
    BOOST_CHECK_EXCEPTION(admin().remove_slot(ada, "main"), error,
                          refused_with(errc::last_slot, {"main", "key file in memory"}));
    const std::string phrase = "a recovery phrase 7!";
    key.file.emplace(phrase.begin(), phrase.end());
    admin().remove_slot(ada, "main");
    BOOST_TEST(names() == std::vector<std::string>{"recovery"}, boost::test_tools::per_element());
    // The passphrase of the slot that is gone is no longer on record either.
    BOOST_CHECK_EXCEPTION((void)admin().show(ada), error, refused_with(errc::key_not_usable));
}

BOOST_AUTO_TEST_CASE(names_and_keys_are_given_once)
{
    add("recovery", recovery);
    BOOST_CHECK_EXCEPTION(add("recovery", typed("yet another one 8!")), error,
                          refused_with(errc::already_active, {"recovery"}));
    BOOST_CHECK_EXCEPTION(add("third", recovery), error, refused_with(errc::already_active, {"recovery"}));
    BOOST_CHECK_EXCEPTION(add("", typed("yet another one 8!")), error, refused_with(errc::bad_setting));
    BOOST_CHECK_EXCEPTION(add("a\nb", typed("yet another one 8!")), error, refused_with(errc::bad_setting));
    BOOST_CHECK_EXCEPTION(admin().remove_slot(ada, "fourth"), error, refused_with(errc::key_not_usable, {"fourth"}));
}

BOOST_AUTO_TEST_CASE(a_slot_by_somebody_else_in_this_moment_is_not_lost)
{
    bool once = true;
    store.before_store = [&] {
        if (!std::exchange(once, false)) return;
        const auto before = std::move(store.before_store);
        store.before_store = {};
        add("theirs", typed("somebody else's 9!"));
    };
    add("ours", recovery);
    BOOST_TEST(names() == (std::vector<std::string>{"main", "theirs", "ours"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(thirty_two_slots_are_the_most)
{
    for (int i = 2; i <= 32; ++i) add("slot " + std::to_string(i), typed("a phrase 7! " + std::to_string(i)));
    BOOST_CHECK_EXCEPTION(add("one more", recovery), error, refused_with(errc::bad_setting, {"32"}));
}

BOOST_AUTO_TEST_SUITE_END()
