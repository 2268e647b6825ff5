#include "plugin/values/base64url.h"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "plugin/values/base64url_codec.h"

using namespace cellseal;

namespace {

std::string encoded(std::string_view bytes, const base64url::codec& by = {base64url::encode, base64url::decode})
{
    std::string text(base64url::encoded_size(bytes.size()) + 1, '!');
    by.encode(bytes_of(bytes), text.data());
    BOOST_REQUIRE_EQUAL(text.back(), '!');
    text.pop_back();
    return text;
}

/// What `text` decodes to; nothing where it is refused.
std::optional<std::string> decoded(std::string_view text,
                                   const base64url::codec& by = {base64url::encode, base64url::decode})
{
    std::string bytes(base64url::decoded_size(text.size()) + 1, '!');
    const bool accepted = by.decode(text, reinterpret_cast<std::uint8_t*>(bytes.data()));
    BOOST_REQUIRE_EQUAL(bytes.back(), '!');
    bytes.pop_back();
    return accepted ? std::optional(bytes) : std::nullopt;
}

bool decodes(std::string_view text) { return decoded(text).has_value(); }

std::vector<base64url::codec> all_codecs()
{
    std::vector<base64url::codec> all{base64url::by_table()};
    if (base64url::by_avx2() != nullptr) all.push_back(*base64url::by_avx2());
    return all;
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
    for (const base64url::codec& by : all_codecs())
        for (std::size_t size = 0; size < 200; ++size) {
            std::string bytes;
            for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 37 + size);
            BOOST_REQUIRE_EQUAL(decoded(encoded(bytes, by), by).value_or("refused"), bytes);
        }
}

BOOST_AUTO_TEST_CASE(whoever_encodes_or_decodes_the_texts_are_the_same)
{
    std::mt19937 random(20261122);
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes(random() % 150, ' ');
        for (char& each : bytes) each = static_cast<char>(random());
        std::string text = encoded(bytes, base64url::by_table());
        for (const base64url::codec& by : all_codecs()) BOOST_REQUIRE_EQUAL(encoded(bytes, by), text);
        // Half of them broken, by another character or by the end cut off.
        if (i % 2 == 0 && !text.empty()) text[random() % text.size()] = static_cast<char>(random());
        if (i % 8 == 0 && !text.empty()) text.pop_back();
        const auto expected = decoded(text, base64url::by_table());
        for (const base64url::codec& by : all_codecs()) BOOST_REQUIRE(decoded(text, by) == expected);
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
    // Longer than what is decoded at once.
    const std::string good = encoded("foobarfoob, and so on for more than two times thirty-two characters");
    for (const base64url::codec& by : all_codecs()) {
        BOOST_REQUIRE(decoded(good, by));
        for (std::size_t at = 0; at < good.size(); ++at)
            for (int c = 0; c < 256; ++c) {
                std::string bad = good;
                bad[at] = static_cast<char>(c);
                const bool accepts = decoded(bad, by).has_value();
                if (!base64url::is_character(bad[at])) BOOST_REQUIRE(!accepts);
            }
    }
    for (const char* each : {"A", "AAAAA", "Zg==", "Zg=", "AB", "AAB"}) BOOST_CHECK(!decodes(each));
}

BOOST_AUTO_TEST_SUITE_END()
