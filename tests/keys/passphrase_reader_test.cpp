#include "plugin/keys/passphrase_reader.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/refused.h"

using namespace cellseal;

namespace {

// The known answer of passphrase_format.md, section 2.
const std::string in_groups = "丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔";
const std::string as_one = "丑佯凝古嘲好家席怡房摘暄桃殷淘熄甥瞿竺耘芝蕉送下仕箝叔";
const std::string in_digits =
    "0007-0096-0185-0274-0363-0452-0541-0630-0719-0808-0897-0986-1075-1164-1253-1342-1431-1520-1609-1698-1787-1876-"
    "1965-"
    "0006-0054-1632-0270";

std::pmr::memory_resource& memory() { return *std::pmr::new_delete_resource(); }

std::vector<std::string> read(std::string_view text)
{
    std::vector<std::string> candidates;
    for (const slot_secret& each : read_passphrase(bytes_of(text), memory())) {
        BOOST_CHECK(each.what == slot_secret::kind::passphrase);
        candidates.emplace_back(chars_of(each.bytes.expose()));
    }
    return candidates;
}

void check_reads_as_generated(std::string_view text)
{
    const auto candidates = read(text);
    BOOST_REQUIRE_EQUAL(candidates.size(), 1u);
    BOOST_CHECK_EQUAL(candidates[0], as_one);
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    text.replace(text.find(what), what.size(), with);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(passphrase_reader_test)

BOOST_AUTO_TEST_CASE(both_forms_read_as_the_same_bytes_however_they_are_laid_out)
{
    check_reads_as_generated(in_groups);
    check_reads_as_generated(as_one);
    check_reads_as_generated(in_digits);
    check_reads_as_generated("\xEF\xBB\xBF" + in_groups + "\r\n");
    check_reads_as_generated("  " + in_digits + "\n\n");
    check_reads_as_generated(replaced(in_groups, " ", "\n"));
    check_reads_as_generated(replaced(in_groups, " ", "-"));
    check_reads_as_generated(replaced(in_digits, "-", " \t"));
}

BOOST_AUTO_TEST_CASE(one_wrong_character_is_located_and_not_mended)
{
    BOOST_CHECK_EXCEPTION(read(replaced(in_groups, "房", "七")), error,
                          refused_with(errc::bad_passphrase, {"one wrong character at 10"}));
    BOOST_CHECK_EXCEPTION(read(replaced(in_digits, "0808", "0809")), error,
                          refused_with(errc::bad_passphrase, {"one wrong character at 10"}));
}

BOOST_AUTO_TEST_CASE(swapped_missing_and_doubled_characters_are_refused)
{
    BOOST_CHECK_EXCEPTION(read(replaced(in_groups, "丑佯", "佯丑")), error,
                          refused_with(errc::bad_passphrase, {"swapped"}));
    BOOST_CHECK_EXCEPTION(read(replaced(in_groups, "叔", "")), error,
                          refused_with(errc::bad_passphrase, {"26 characters, expected 15 or 27"}));
    BOOST_CHECK_EXCEPTION(read(in_groups + "叔"), error, refused_with(errc::bad_passphrase, {"28 characters"}));
    BOOST_CHECK_EXCEPTION(read(replaced(in_digits, "0270", "027")), error,
                          refused_with(errc::bad_passphrase, {"107 digits", "expected 60 or 108"}));
    BOOST_CHECK_EXCEPTION(read(replaced(in_digits, "0270", "2048")), error,
                          refused_with(errc::bad_passphrase, {"number 27", "above 2047"}));
}

BOOST_AUTO_TEST_CASE(no_message_quotes_the_passphrase)
{
    for (const std::string& damaged : {replaced(in_groups, "房", "七"), replaced(in_groups, "叔", "")}) {
        try {
            read(damaged);
            BOOST_ERROR("was accepted");
        } catch (const error& refused) {
            BOOST_CHECK(std::string_view(refused.what()).find("丑") == std::string_view::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_generated_passphrase_is_a_typed_one)
{
    BOOST_CHECK(read("correct horse 7!") == std::vector<std::string>{"correct horse 7!"});
    BOOST_CHECK(read("correct horse 7!\r\n") == std::vector<std::string>{"correct horse 7!"});
    BOOST_CHECK(read("12345678") == std::vector<std::string>{"12345678"});
    BOOST_CHECK(read("kr\xC3\xBCmel\xC2\xA0"
                     "9?") == std::vector<std::string>{"kr\xC3\xBCmel 9?"});
}

BOOST_AUTO_TEST_CASE(blanks_at_the_ends_of_a_typed_passphrase_are_tried_exactly_first_and_trimmed_second)
{
    const auto candidates = read_passphrase(bytes_of(" open 7sesame!  \n"), memory());
    BOOST_REQUIRE_EQUAL(candidates.size(), 2u);
    BOOST_CHECK(candidates[0].bytes.equals(bytes_of(" open 7sesame!  ")));
    BOOST_CHECK(candidates[0].told.empty());
    BOOST_CHECK(candidates[1].bytes.equals(bytes_of("open 7sesame!")));
    BOOST_CHECK(!candidates[1].told.empty());
}

BOOST_AUTO_TEST_CASE(nothing_binary_and_several_lines_are_refused)
{
    BOOST_CHECK_EXCEPTION(read(""), error, refused_with(errc::key_source_empty));
    BOOST_CHECK_EXCEPTION(read("\xEF\xBB\xBF \r\n"), error, refused_with(errc::key_source_empty));
    BOOST_CHECK_EXCEPTION(read("\x80\x81\xFF\x02garbage"), error, refused_with(errc::bad_passphrase, {"not UTF-8"}));
    BOOST_CHECK_EXCEPTION(read(std::string("a\0b", 3)), error,
                          refused_with(errc::bad_passphrase, {"control characters"}));
    BOOST_CHECK_EXCEPTION(read("line one 1!\nline two 2!"), error, refused_with(errc::bad_passphrase, {"one line"}));
}

BOOST_AUTO_TEST_SUITE_END()
