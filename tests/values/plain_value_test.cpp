#include "plugin/values/plain_value.h"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "plugin/values/wiping_buffer.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::string_literals;

namespace {

std::string body_of(plain_view value) { return std::string{chars_of(value.body)}; }

void check_bad(value_type type, const std::string& body)
{
    const plain_view value{type, bytes_of(body)};
    BOOST_CHECK_EXCEPTION(check_body(value, direction::sealing), error, refused_with(errc::type_mismatch));
    BOOST_CHECK_EXCEPTION(check_body(value, direction::opening), error, refused_with(errc::malformed));
}

void check_good(value_type type, const std::string& body)
{
    BOOST_CHECK_NO_THROW(check_body({type, bytes_of(body)}, direction::sealing));
}

constexpr std::int64_t int_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int_min = std::numeric_limits<std::int64_t>::min();

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_value_test)

BOOST_AUTO_TEST_CASE(bodies_are_big_endian_as_the_format_says)
{
    BOOST_CHECK_EQUAL(body_of(plain_scalar{true}), "\x01"s);
    BOOST_CHECK_EQUAL(body_of(plain_scalar{std::int64_t{-42}}), "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xD6"s);
    BOOST_CHECK_EQUAL(body_of(plain_scalar{1.0}), "\x3F\xF0\0\0\0\0\0\0"s);
    BOOST_CHECK_EQUAL(body_of(plain_scalar{date_time{2026, 7, 31, 23, 59, 60, 1}}),
                      "\0\0\x07\xEA\x07\x1F\x17\x3B\x3C\0\0\0\x01"s);
}

BOOST_AUTO_TEST_CASE(an_unsigned_integer_is_an_int64_where_it_fits_unless_it_is_declared_unsigned)
{
    const auto type_of = [](plain_view value) { return value.type; };
    BOOST_CHECK(type_of(plain_scalar{std::uint64_t{7}}) == value_type::int64);
    BOOST_CHECK(type_of(plain_scalar{std::uint64_t{1} << 63}) == value_type::uint64);
    BOOST_CHECK(type_of(plain_scalar{std::uint64_t{7}, true}) == value_type::uint64);
}

BOOST_AUTO_TEST_CASE(every_nan_becomes_one_nan_and_negative_zero_is_kept)
{
    const auto odd_nan = std::bit_cast<double>(std::uint64_t{0xFFF0000000000123});
    BOOST_CHECK_EQUAL(body_of(plain_scalar{odd_nan}), "\x7F\xF8\0\0\0\0\0\0"s);
    BOOST_CHECK_EQUAL(body_of(plain_scalar{-0.0}), "\x80\0\0\0\0\0\0\0"s);
    BOOST_CHECK(std::isinf(as_double(plain_scalar{std::numeric_limits<double>::infinity()})));
}

BOOST_AUTO_TEST_CASE(a_body_that_breaks_its_row_is_refused_in_both_directions)
{
    check_bad(value_type::null, "x");
    check_bad(value_type::boolean, "");
    check_bad(value_type::boolean, "\x02");
    check_bad(value_type::boolean, "\x01\x01");
    check_bad(value_type::int64, "1234567");
    check_bad(value_type::int64, "123456789");
    check_bad(value_type::uint64, "");
    check_bad(value_type::float64, "\x7F\xF8\0\0\0\0\0\x01"s);
    check_bad(value_type::float64, "\xFF\xF8\0\0\0\0\0\0"s);
    check_bad(value_type::text, "\xFF");
    check_bad(value_type::raw_text, "valid");
    check_bad(value_type::raw_text, "");
    check_bad(static_cast<value_type>(0x0A), "");
    check_bad(static_cast<value_type>(0xFF), "x");
}

BOOST_AUTO_TEST_CASE(dates_that_do_not_exist_are_refused)
{
    const date_time bad[] = {{2026, 0, 1},           {2026, 13, 1},
                             {2026, 4, 31},          {2025, 2, 29},
                             {1900, 2, 29},          {2026, 1, 0},
                             {2026, 1, 1, 24},       {2026, 1, 1, 0, 60},
                             {2026, 1, 1, 0, 0, 61}, {2026, 1, 1, 0, 0, 0, 1'000'000'000}};
    for (const date_time& each : bad)
        BOOST_CHECK_EXCEPTION(plain_scalar{each}, error, refused_with(errc::type_mismatch));
    const date_time good[] = {
        {2024, 2, 29}, {2000, 2, 29}, {-4, 2, 29}, {0, 12, 31}, {2016, 12, 31, 23, 59, 60, 999'999'999}};
    for (const date_time& each : good) BOOST_CHECK(as_date_time(plain_scalar{each}) == each);
    check_bad(value_type::date_time, "123456789012");
}

BOOST_AUTO_TEST_CASE(decimals_have_one_spelling)
{
    for (const char* each : {"0", "-0", "1", "-12.50", "0.0", "100", "12345678901234567890.00"})
        check_good(value_type::decimal, each);
    for (const char* each : {"", "-", "+1", "01", "00", ".5", "5.", "1e3", "1,0", " 1", "1 ", "--1", "1.2.3", "NaN"})
        check_bad(value_type::decimal, each);
    check_good(value_type::decimal, std::string(255, '1'));
    check_bad(value_type::decimal, std::string(256, '1'));
    BOOST_CHECK_EQUAL(as_text(plain_decimal("1.00")), "1.00");
    BOOST_CHECK_THROW((void)plain_decimal("1."), error);
}

BOOST_AUTO_TEST_CASE(a_string_is_text_or_raw_text_by_its_utf8)
{
    BOOST_CHECK(plain_text("").type == value_type::text);
    BOOST_CHECK(plain_text("a\0b"s).type == value_type::text);
    BOOST_CHECK(plain_text("\xFF\xFE").type == value_type::raw_text);
    BOOST_CHECK_EQUAL(as_text(plain_text("\xFF\xFE")), "\xFF\xFE");
}

BOOST_AUTO_TEST_CASE(utf8_is_checked_as_rfc_3629_says)
{
    const std::string good[] = {"",
                                "abc",
                                "\0"s,
                                "\x7F",
                                "\xC2\x80",
                                "\xDF\xBF",
                                "\xE0\xA0\x80",
                                "\xED\x9F\xBF",
                                "\xEE\x80\x80",
                                "\xEF\xBF\xBF",
                                "\xF0\x90\x80\x80",
                                "\xF4\x8F\xBF\xBF"};
    const std::string bad[] = {"\x80",
                               "\xBF",
                               "\xC0\x80",
                               "\xC1\xBF",
                               "\xC2",
                               "\xC2\x7F",
                               "\xC2\xC0",
                               "\xE0\x9F\xBF",
                               "\xE1\x80",
                               "\xED\xA0\x80",
                               "\xED\xBF\xBF",
                               "\xF0\x8F\xBF\xBF",
                               "\xF4\x90\x80\x80",
                               "\xF5\x80\x80\x80",
                               "\xF0\x90\x80",
                               "\xF8\x88\x80\x80\x80",
                               "\xFE",
                               "\xFF",
                               "\xE1\x80\xC0",
                               "\xF1\x80\x80\x41"};
    // At every offset, so that the eight-byte path and its edges are passed.
    for (std::size_t before = 0; before < 18; ++before)
        for (std::size_t after = 0; after < 10; ++after) {
            const auto placed = [&](const std::string& part) {
                return std::string(before, 'a') + part + std::string(after, 'z');
            };
            for (const std::string& each : good) BOOST_CHECK(is_valid_utf8(placed(each)));
            for (const std::string& each : bad) BOOST_CHECK(!is_valid_utf8(placed(each)));
        }
}

BOOST_AUTO_TEST_CASE(the_widenings_of_the_format_are_read)
{
    BOOST_CHECK_EQUAL(as_int64(plain_scalar{true}), 1);
    BOOST_CHECK_EQUAL(as_uint64(plain_scalar{int_max}), static_cast<std::uint64_t>(int_max));
    BOOST_CHECK_EQUAL(as_int64(plain_scalar{static_cast<std::uint64_t>(int_max), true}), int_max);
    BOOST_CHECK_EQUAL(as_double(plain_scalar{std::int64_t{1} << 53}), 9007199254740992.0);
    BOOST_CHECK_EQUAL(as_double(plain_scalar{-(std::int64_t{1} << 53)}), -9007199254740992.0);
    BOOST_CHECK(as_bool(plain_scalar{true}));
    BOOST_CHECK_EQUAL(as_bytes(plain_bytes(bytes_of("ab"))).size(), 2u);
}

BOOST_AUTO_TEST_CASE(what_would_lose_something_is_not_read)
{
    const auto refused = refused_with(errc::type_mismatch);
    BOOST_CHECK_EXCEPTION((void)as_uint64(plain_scalar{std::int64_t{-1}}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_uint64(plain_scalar{true}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_int64(plain_scalar{static_cast<std::uint64_t>(int_max) + 1}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_int64(plain_scalar{1.0}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_double(plain_scalar{(std::int64_t{1} << 53) + 1}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_double(plain_scalar{int_min}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_double(plain_scalar{true}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_bool(plain_scalar{std::int64_t{1}}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_text(plain_bytes(bytes_of("a"))), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_bytes(plain_text("a")), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_date_time(plain_text("2026-01-01")), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_int64(plain_view{}), error, refused);
    BOOST_CHECK_EXCEPTION((void)as_int64(plain_view{value_type::int64, bytes_of("short")}), error, refused);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(wiping_buffer_test)

BOOST_AUTO_TEST_CASE(what_was_handed_out_is_wiped_by_the_next_take)
{
    wiping_buffer buffer;
    const byte_span first = buffer.take(16);
    std::fill(first.begin(), first.end(), std::uint8_t{0xAA});
    const byte_span second = buffer.take(32);  // The same memory: it was grown to more than that at once.
    BOOST_REQUIRE(first.data() == second.data());
    for (std::size_t i = 0; i < 16; ++i) BOOST_CHECK_EQUAL(second[i], 0);
    second[3] = 7;
    buffer.wipe();
    BOOST_CHECK_EQUAL(second[3], 0);
}

BOOST_AUTO_TEST_CASE(it_grows_as_it_is_asked_to)
{
    wiping_buffer buffer;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{513}, std::size_t{1} << 20})
        BOOST_CHECK_EQUAL(buffer.take(size).size(), size);
}

BOOST_AUTO_TEST_SUITE_END()
