#include "plugin/statements/prefilter.h"

#include <boost/test/unit_test.hpp>

#include <string>

#include "plugin/statements/word_bits.h"
#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using finding = prefilter::finding;

const prefilter& words()
{
    static const prefilter only(*test::crm(), {});
    return only;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(prefilter_of_statements)

BOOST_AUTO_TEST_CASE(every_character_is_a_part_of_a_word_or_not_at_every_place)
{
    for (int c = 0; c < 256; ++c) {
        for (std::size_t place = 0; place < 64; ++place) {
            std::string text(64, ' ');
            text[place] = static_cast<char>(c);
            const std::uint64_t expected = std::uint64_t{in_any_word(static_cast<char>(c))} << place;
            BOOST_TEST((word_bits(text.data(), text.size()) == expected), c << " at " << place);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_name_is_found_wherever_it_stands)
{
    for (std::size_t before = 0; before < 200; ++before) {
        for (const char* behind : {"", " ", "(", ".id", "$$", "'"}) {
            const std::string sql = std::string(before, ' ') + "CONTACT" + behind;
            BOOST_TEST((words().look(sql) == finding::table), before << behind);
        }
        BOOST_TEST((words().look(std::string(before, 'x') + " contac t") == finding::nothing));
    }
}

BOOST_AUTO_TEST_CASE(a_longer_word_is_another_one)
{
    for (const char* each : {"contacts", "my_contact", "contact1", "1contact", "c\xC3\xB6ntact", ""})
        BOOST_TEST((words().look(each) == finding::nothing), each);
}

BOOST_AUTO_TEST_CASE(code_between_dollars_and_names_in_escapes_are_looked_at)
{
    BOOST_TEST((words().look("do $$delete from contact$$") == finding::table));
    BOOST_TEST((words().look("select 1 from U&\"c\\006Fntact\"") == finding::both));
    BOOST_TEST((words().look("select a&'x'") == finding::nothing));
    BOOST_TEST((words().look("set sql_mode = ''") == finding::setting));
}

BOOST_AUTO_TEST_SUITE_END()
