#include "plugin/keys/passphrase.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <type_traits>

#include "tests/refused.h"

using namespace cellseal;

namespace {

std::pmr::memory_resource& memory() { return *std::pmr::new_delete_resource(); }

std::vector<passphrase_symbol> known_symbols()
{
    std::vector<passphrase_symbol> symbols;
    for (unsigned i = 0; i < 24; ++i) symbols.push_back(static_cast<passphrase_symbol>((7 + 89 * i) % 2048));
    symbols.insert(symbols.end(), {54, 1632, 270});
    return symbols;
}

static_assert(!std::is_copy_constructible_v<passphrase> && std::is_move_constructible_v<passphrase>);

}  // namespace

BOOST_AUTO_TEST_SUITE(passphrase_alphabet_test)

BOOST_AUTO_TEST_CASE(every_symbol_finds_back_to_itself_and_no_other_character_is_one)
{
    std::set<std::string_view> seen;
    for (passphrase_symbol symbol = 0; symbol < passphrase_alphabet::size; ++symbol) {
        const byte_view character = passphrase_alphabet::utf8_of(symbol);
        BOOST_CHECK(passphrase_alphabet::symbol_of(character) == symbol);
        BOOST_CHECK(seen.insert(chars_of(character)).second);
    }
    for (const std::string_view other : {"", "a", "\xE0\xA0\x80", "\xEF\xBF\xBD", "\xE3\x80\x80", "丁七"})
        BOOST_CHECK(!passphrase_alphabet::symbol_of(bytes_of(other)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(passphrase_test)

BOOST_AUTO_TEST_CASE(the_known_answer_of_the_specification_is_shown_in_both_forms)
{
    const passphrase known = passphrase::from_symbols(known_symbols(), memory());
    BOOST_CHECK(known.in_groups().equals(bytes_of("丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔")));
    BOOST_CHECK(known.utf8().equals(bytes_of("丑佯凝古嘲好家席怡房摘暄桃殷淘熄甥瞿竺耘芝蕉送下仕箝叔")));
    BOOST_CHECK(known.digits().equals(bytes_of(
        "0007-0096-0185-0274-0363-0452-0541-0630-0719-0808-0897-0986-1075-1164-1253-1342-1431-1520-1609-1698-1787-"
        "1876-1965-0006-0054-1632-0270")));
}

BOOST_AUTO_TEST_CASE(a_passphrase_of_another_length_is_refused)
{
    std::vector<passphrase_symbol> symbols = known_symbols();
    symbols.pop_back();
    BOOST_CHECK_EXCEPTION(passphrase::from_symbols(symbols, memory()), error,
                          refused_with(errc::bad_passphrase, {"26 characters"}));
    BOOST_CHECK(passphrase::is_length(15) && passphrase::is_length(27) && !passphrase::is_length(24));
}

BOOST_AUTO_TEST_SUITE_END()
