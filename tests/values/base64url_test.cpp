#include "plugin/values/base64url.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace cellseal;

namespace {

std::string encoded(std::string_view bytes)
{
    std::string text(base64url::encoded_size(bytes.size()), '\0');
    base64url::encode(bytes_of(bytes), text.data());
    return text;
}

bool decodes(std::string_view text)
{
    std::vector<std::uint8_t> bytes(text.size() + 3);
    return base64url::decode(text, bytes.data());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(base64url_test)

/// RFC 4648, section 10, without the padding.
BOOST_AUTO_TEST_CASE(it_agrees_with_rfc_4648)
{
    const std::pair<const char*, const char*> cases[] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : cases) BOOST_CHECK_EQUAL(encoded(bytes), text);
    BOOST_CHECK_EQUAL(encoded("\xFB\xFF\xFE"), "-__-");
}

BOOST_AUTO_TEST_CASE(every_length_comes_back_and_nothing_is_written_beyond)
{
    for (std::size_t size = 0; size < 200; ++size) {
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 37 + size);
        const std::string text = encoded(bytes);
        std::string back(base64url::decoded_size(text.size()) + 1, '!');
        BOOST_REQUIRE(base64url::decode(text, reinterpret_cast<std::uint8_t*>(back.data())));
        BOOST_CHECK_EQUAL(back, bytes + "!");
    }
}

BOOST_AUTO_TEST_CASE(one_sequence_of_bytes_has_one_text)
{
    // Of all texts of two and three characters, exactly those that encode() writes.
    std::size_t two = 0, three = 0;
    std::string text(3, ' ');
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            text[0] = static_cast<char>(a), text[1] = static_cast<char>(b);
            two += decodes(std::string_view{text}.substr(0, 2));
        }
    for (int last = 0; last < 256; ++last) {
        text = std::string{"AA"} + static_cast<char>(last);
        three += decodes(text);
    }
    BOOST_CHECK_EQUAL(two, 256u);
    BOOST_CHECK_EQUAL(three, 16u);
}

BOOST_AUTO_TEST_CASE(foreign_characters_are_refused_at_every_place)
{
    const std::string good = "Zm9vYmFyZm9vYg";
    BOOST_REQUIRE(decodes(good));
    for (std::size_t at = 0; at < good.size(); ++at)
        for (const char foreign : {'=', '+', '/', ' ', '\n', '\0', '\x80', '\xFF', '.'}) {
            std::string bad = good;
            bad[at] = foreign;
            BOOST_CHECK(!decodes(bad));
        }
    for (const char* each : {"A", "AAAAA", "Zg==", "Zg=", "AB", "AAB"}) BOOST_CHECK(!decodes(each));
}

BOOST_AUTO_TEST_SUITE_END()
