#include "plugin/keys/sealkey_text.h"

#include <boost/test/unit_test.hpp>

#include "tests/refused.h"

using namespace cellseal;

namespace {

std::pmr::memory_resource& memory() { return *std::pmr::new_delete_resource(); }

passphrase known_passphrase(unsigned first = 7)
{
    std::vector<passphrase_symbol> symbols;
    for (unsigned i = 0; i < 24; ++i) symbols.push_back(static_cast<passphrase_symbol>((first + 89 * i) % 2048));
    if (first == 7) symbols.insert(symbols.end(), {54, 1632, 270});
    return passphrase::from_symbols(symbols, memory());
}

const sealkey_labels labels{"Contoso", 1795342500, "4K7P-Q2XM", 12, "main"};

std::string written() { return std::string(chars_of(sealkey_text(labels, known_passphrase(), memory()).expose())); }

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    const auto at = text.find(what);
    BOOST_REQUIRE(at != text.npos);
    return text.replace(at, what.size(), with);
}

void check_known(const std::vector<slot_secret>& secrets)
{
    BOOST_REQUIRE_EQUAL(secrets.size(), 1u);
    BOOST_CHECK(secrets[0].bytes.equals(bytes_of("丑佯凝古嘲好家席怡房摘暄桃殷淘熄甥瞿竺耘芝蕉送下仕箝叔")));
}

std::vector<slot_secret> read(std::string_view text) { return read_sealkey(bytes_of(text), memory()); }

constexpr std::string_view characters = "丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔";

}  // namespace

BOOST_AUTO_TEST_SUITE(sealkey_text_test)

BOOST_AUTO_TEST_CASE(an_export_reads_as_the_specification_shows_it)
{
    BOOST_CHECK_EQUAL(
        written(),
        "\xEF\xBB\xBF"
        "Field encryption key of organisation \"Contoso\"            created 2026-11-22T10:15:00Z\r\n"
        "key check: 4K7P-Q2XM    generation: 12    slot: main\r\n"
        "passphrase (Unicode): 丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔\r\n"
        "passphrase (digits):  0007-0096-0185-0274-0363-0452-0541-0630-0719-0808-0897-0986-1075-1164-1253-1342-1431-"
        "1520-1609-1698-1787-1876-1965-0006-0054-1632-0270\r\n"
        "Keep this file on an encrypted drive. Save it only as UTF-8 or Unicode (UTF-16), never as ANSI.\r\n");
}

BOOST_AUTO_TEST_CASE(an_export_reads_back_with_its_labels)
{
    const auto secrets = read(written());
    check_known(secrets);
    BOOST_CHECK_EQUAL(secrets[0].key_check, "4K7P-Q2XM");
    BOOST_CHECK_EQUAL(secrets[0].slot, "main");
    BOOST_CHECK_EQUAL(secrets[0].told, "");
}

BOOST_AUTO_TEST_CASE(after_an_ansi_round_trip_the_digits_line_still_lives)
{
    const auto secrets = read(replaced(written(), characters, "??? ??? ??? ??? ??? ??? ??? ??? ???"));
    check_known(secrets);
    BOOST_CHECK(secrets[0].told.find("digits line") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_damaged_digits_line_does_no_harm_either)
{
    const auto secrets = read(replaced(written(), "0986", "0985"));
    check_known(secrets);
    BOOST_CHECK(secrets[0].told.find("Unicode line") != std::string::npos);
    check_known(read(replaced(written(), "passphrase (digits):", "")));
}

BOOST_AUTO_TEST_CASE(two_lines_that_disagree_are_refused)
{
    const std::string other =
        "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-"
        "0000-0000-0000-0000-0000-0000";
    const auto text = written();
    const auto begin = text.find("0007");
    BOOST_CHECK_EXCEPTION(read(std::string(text).replace(begin, other.size(), other)), error,
                          refused_with(errc::bad_passphrase, {"two different keys"}));
}

BOOST_AUTO_TEST_CASE(an_export_whose_lines_are_both_ruined_says_so_for_each)
{
    auto text = replaced(written(), characters, "???");
    text = replaced(text, "0270", "0271");
    BOOST_CHECK_EXCEPTION(read(text), error,
                          refused_with(errc::bad_passphrase, {"Unicode line was ruined", "wrong character at 27"}));
}

BOOST_AUTO_TEST_CASE(during_a_change_a_file_holds_two_exports_newest_first)
{
    const sealkey_labels older{"Contoso", 1795342500, "9D3T-66AB", 3, "main"};
    const auto secrets =
        read(written() + std::string(chars_of(sealkey_text(older, known_passphrase(), memory()).expose())));
    BOOST_REQUIRE_EQUAL(secrets.size(), 2u);
    BOOST_CHECK_EQUAL(secrets[0].key_check, "4K7P-Q2XM");
    BOOST_CHECK_EQUAL(secrets[1].key_check, "9D3T-66AB");
}

BOOST_AUTO_TEST_CASE(a_passphrase_alone_and_32_random_bytes_are_key_files_too)
{
    check_known(read(std::string(characters) + "\n"));
    std::string random(32, '\x07');
    random[5] = '\xFE';
    const auto secrets = read(random);
    BOOST_REQUIRE_EQUAL(secrets.size(), 1u);
    BOOST_CHECK(secrets[0].what == slot_secret::kind::random_key);
    BOOST_CHECK(secrets[0].bytes.equals(bytes_of(random)));
    BOOST_CHECK(read("a typed passphrase of 32 bytes!1").at(0).what == slot_secret::kind::passphrase);
}

BOOST_AUTO_TEST_CASE(binary_garbage_is_refused)
{
    std::string garbage(500, '\xC3');
    BOOST_CHECK_EXCEPTION(read(garbage), error, refused_with(errc::bad_passphrase, {"UTF-8"}));
    BOOST_CHECK_EXCEPTION(read(""), error, refused_with(errc::key_source_empty));
}

BOOST_AUTO_TEST_SUITE_END()
