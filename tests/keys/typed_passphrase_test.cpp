#include "plugin/keys/typed_passphrase.h"

#include <boost/test/unit_test.hpp>

#include "tests/refused.h"

using namespace cellseal;

namespace {

std::string read(std::string_view text)
{
    return std::string(chars_of(typed_passphrase(bytes_of(text), *std::pmr::new_delete_resource()).expose()));
}

void check_weak(std::string_view text, const std::string& rule)
{
    BOOST_CHECK_EXCEPTION(check_new_passphrase(bytes_of(text)), error,
                          refused_with(errc::weak_passphrase, {rule, "10 to 100 characters"}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(typed_passphrase_test)

BOOST_AUTO_TEST_CASE(two_spellings_of_one_passphrase_give_the_same_bytes)
{
    BOOST_CHECK_EQUAL(read("u\xCC\x88"
                           "ber 7!"),
                      read("\xC3\xBC"
                           "ber 7!"));  // combining and composed
    for (const std::string_view blank : {"\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x83", "\xE2\x80\xAF"})
        BOOST_CHECK_EQUAL(read("open" + std::string(blank) + "sesame 7!"), "open sesame 7!");
}

BOOST_AUTO_TEST_CASE(letter_case_width_and_inner_blanks_are_kept)
{
    BOOST_CHECK_EQUAL(read("Correct  Horse"), "Correct  Horse");
    BOOST_CHECK_EQUAL(read("\xEF\xBC\xA1"), "\xEF\xBC\xA1");  // full-width A
}

BOOST_AUTO_TEST_CASE(what_is_no_passphrase_is_refused)
{
    BOOST_CHECK_EXCEPTION(read(""), error, refused_with(errc::bad_passphrase, {"empty"}));
    BOOST_CHECK_EXCEPTION(read("a\tb"), error, refused_with(errc::bad_passphrase, {"control characters"}));
    BOOST_CHECK_EXCEPTION(read("a\xC2\x85"
                               "b"),
                          error, refused_with(errc::bad_passphrase, {"control characters"}));
    BOOST_CHECK_EXCEPTION(read("a\xED\xA0\x80"), error, refused_with(errc::bad_passphrase, {"UTF-8"}));
}

BOOST_AUTO_TEST_CASE(a_new_key_obeys_the_rules_and_each_broken_one_is_named)
{
    check_new_passphrase(bytes_of("correct horse 7"));
    check_new_passphrase(
        bytes_of("gr\xC3\xBC\xC3\x9F"
                 "e-1234"));
    check_new_passphrase(bytes_of(std::string(97, 'a') + "1-x"));
    check_weak("short 1!", "8 characters");
    check_weak(std::string(99, 'a') + "1!", "101 characters");
    check_weak("1234567890!", "no letter");
    check_weak("abcdefghij!", "no numeral");
    check_weak("abcdefghij1", "no symbol");
    check_weak(" abcdefgh 1!", "blank");
    check_weak("abcdefgh 1! ", "blank");
}

BOOST_AUTO_TEST_SUITE_END()
