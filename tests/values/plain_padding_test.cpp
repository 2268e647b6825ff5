#include "plugin/values/plain_padding.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace cellseal;

namespace {

std::size_t size_with(padding how, std::size_t body) { return plain_padding::size_with(how, body).value(); }

std::optional<std::string> stripped(const std::string& plain)
{
    const auto kept = plain_padding::strip(bytes_of(plain));
    return kept ? std::optional<std::string>{chars_of(*kept)} : std::nullopt;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_padding_test)

BOOST_AUTO_TEST_CASE(no_padding_adds_the_type_alone) { BOOST_CHECK_EQUAL(size_with(padding::none(), 17), 18u); }

BOOST_AUTO_TEST_CASE(block_rounds_up_type_body_and_mark)
{
    BOOST_CHECK_EQUAL(size_with(padding::block(16), 0), 16u);
    BOOST_CHECK_EQUAL(size_with(padding::block(16), 14), 16u);
    BOOST_CHECK_EQUAL(size_with(padding::block(16), 15), 32u);
    BOOST_CHECK_EQUAL(size_with(padding::block(2), 1), 4u);
    BOOST_CHECK_EQUAL(size_with(padding::block(3), 1), 3u);
}

BOOST_AUTO_TEST_CASE(fixed_has_one_length)
{
    BOOST_CHECK_EQUAL(size_with(padding::fixed(64), 0), 64u);
    BOOST_CHECK_EQUAL(size_with(padding::fixed(64), 62), 64u);
    BOOST_CHECK(!plain_padding::size_with(padding::fixed(64), 63));
}

BOOST_AUTO_TEST_CASE(bucket_goes_by_sixteens_and_then_by_padme)
{
    BOOST_CHECK_EQUAL(size_with(padding::bucket(), 0), 16u);
    BOOST_CHECK_EQUAL(size_with(padding::bucket(), 14), 16u);
    BOOST_CHECK_EQUAL(size_with(padding::bucket(), 126), 128u);
    // L = 129: E = 7, S = 3, a multiple of 2^4.
    BOOST_CHECK_EQUAL(size_with(padding::bucket(), 127), 144u);
    // L = 1000: E = 9, S = 4, a multiple of 2^5.
    BOOST_CHECK_EQUAL(size_with(padding::bucket(), 998), 1024u);
    // L = 1025: E = 10, S = 4, a multiple of 2^6.
    BOOST_CHECK_EQUAL(size_with(padding::bucket(), 1023), 1088u);
}

BOOST_AUTO_TEST_CASE(bucket_costs_at_most_an_eighth_beyond_the_small_ones_and_never_shrinks)
{
    std::size_t before = 0;
    for (std::size_t body = 0; body < 100'000; body += 7) {
        const std::size_t size = size_with(padding::bucket(), body);
        BOOST_REQUIRE_GE(size, body + 2);
        BOOST_REQUIRE_GE(size, before);
        if (body > 128) BOOST_REQUIRE_LE(size - body, body / 8 + 2);
        before = size;
    }
}

BOOST_AUTO_TEST_CASE(padding_comes_off_as_it_went_on)
{
    for (std::size_t used = 1; used < 20; ++used)
        for (std::size_t room = used + 1; room < 40; ++room) {
            std::vector<std::uint8_t> plain(room, 0xEE);
            plain_padding::fill(plain, used);
            const auto kept = plain_padding::strip(plain);
            BOOST_REQUIRE(kept.has_value());
            BOOST_CHECK_EQUAL(kept->size(), used);
        }
}

BOOST_AUTO_TEST_CASE(broken_padding_is_refused)
{
    using namespace std::string_literals;
    BOOST_CHECK(stripped("\x05\x80"s) == "\x05"s);
    BOOST_CHECK(stripped("\x05\x80\x80\0"s) == "\x05\x80"s);
    for (const std::string& each :
         {""s, "\0"s, "\0\0\0"s, "\x80"s, "\x80\0"s, "\x05"s, "\x05\0"s, "\x05\x81"s, "\x05\x80\x01"s})
        BOOST_CHECK(!stripped(each));
}

BOOST_AUTO_TEST_CASE(the_largest_size_is_the_largest_of_all_policies)
{
    for (const std::size_t limit : {std::size_t{0}, std::size_t{100}, std::size_t{100'000}, std::size_t{1} << 26})
        for (const padding how :
             {padding::none(), padding::bucket(), padding::block(2), padding::block(4096), padding::fixed(65536)})
            BOOST_CHECK_GE(plain_padding::largest_size(limit), plain_padding::size_with(how, limit).value_or(0));
}

BOOST_AUTO_TEST_SUITE_END()
