#include "plugin/entity/exchange_value.h"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>

#include "plugin/entity/member_exchange.h"
#include "tests/entity/person.h"

using namespace cellseal;

namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();

exchange_value text(std::string value) { return value; }

template <class T>
bool reads(exchange_value given, T expected)
{
    T member{};
    return from_exchange<T>(std::move(given), member) && member == expected;
}

template <class T>
bool refuses(exchange_value given)
{
    T member{};
    return !from_exchange<T>(std::move(given), member);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exchange_value_test)

BOOST_AUTO_TEST_CASE(an_integer_reads_any_number_that_it_can_hold)
{
    BOOST_TEST(reads<std::int8_t>(std::int64_t{-128}, -128));
    BOOST_TEST(reads<std::uint8_t>(std::uint64_t{255}, 255));
    BOOST_TEST(reads<std::int64_t>(std::uint64_t(highest), highest));
    BOOST_TEST(reads<std::uint64_t>(most, most));
    BOOST_TEST(reads<std::uint64_t>(text("18446744073709551615"), most));
    BOOST_TEST(reads<std::int64_t>(text("-9223372036854775808"), lowest));
    BOOST_TEST(reads<int>(42.0, 42));
    BOOST_TEST(reads<std::int64_t>(-0x1p63, lowest));
    BOOST_TEST(reads<bool>(std::int64_t{1}, true));
    BOOST_TEST(reads<bool>(text("F"), false));
    BOOST_TEST(reads<bool>(text("true"), true));
}

BOOST_AUTO_TEST_CASE(an_integer_refuses_what_it_would_change)
{
    BOOST_TEST(refuses<std::int8_t>(std::int64_t{128}));
    BOOST_TEST(refuses<std::uint8_t>(std::int64_t{-1}));
    BOOST_TEST(refuses<std::uint64_t>(std::int64_t{-1}));
    BOOST_TEST(refuses<std::int64_t>(most));
    BOOST_TEST(refuses<std::int64_t>(0x1p63));
    BOOST_TEST(refuses<std::uint64_t>(0x1p64));
    BOOST_TEST(refuses<int>(1.5));
    BOOST_TEST(refuses<int>(std::numeric_limits<double>::quiet_NaN()));
    BOOST_TEST(refuses<int>(text("12 ")));
    BOOST_TEST(refuses<int>(text("")));
    BOOST_TEST(refuses<std::uint64_t>(text("18446744073709551616")));
    BOOST_TEST(refuses<bool>(std::int64_t{2}));
    BOOST_TEST(refuses<bool>(text("yes")));
    BOOST_TEST(refuses<int>(date_time{}));
}

BOOST_AUTO_TEST_CASE(a_floating_member_reads_numbers_that_it_can_hold)
{
    BOOST_TEST(reads<double>(std::int64_t{1} << 53, 0x1p53));
    BOOST_TEST(refuses<double>((std::int64_t{1} << 53) + 1));
    BOOST_TEST(refuses<double>(most));
    BOOST_TEST(reads<double>(text("0.1"), 0.1));
    BOOST_TEST(refuses<double>(text("0,1")));
    BOOST_TEST(reads<float>(0.1, 0.1f));
    BOOST_TEST(refuses<float>(1e300));
}

BOOST_AUTO_TEST_CASE(a_text_reads_numbers_and_dates_so_that_they_come_back)
{
    BOOST_TEST(reads<std::string>(most, "18446744073709551615"));
    BOOST_TEST(reads<std::string>(0.1, "0.1"));
    BOOST_TEST(reads<std::string>(date_time{2024, 2, 29, 1, 2, 3, 0}, "2024-02-29 01:02:03"));
    BOOST_TEST(reads<std::string>(std::string("a\0b", 3), std::string("a\0b", 3)));
    BOOST_TEST(reads<char>(text("x"), 'x'));
    BOOST_TEST(refuses<char>(text("")));
    BOOST_TEST(refuses<char>(text("xy")));
}

BOOST_AUTO_TEST_CASE(bytes_are_read_from_bytes_only)
{
    BOOST_TEST(reads<std::vector<std::uint8_t>>(std::string("\0\xff", 2), {0, 255}));
    BOOST_TEST(refuses<std::vector<std::uint8_t>>(std::int64_t{65}));
}

BOOST_AUTO_TEST_CASE(an_enumeration_takes_its_own_names_or_numbers)
{
    BOOST_TEST((reads<state>(text("closed"), state::closed)));
    BOOST_TEST(refuses<state>(text("Closed")));
    BOOST_TEST(refuses<state>(std::int64_t{1}));
    BOOST_TEST((reads<level>(std::int64_t{9}, level::high)));
    BOOST_TEST(refuses<level>(std::int64_t{256}));

    std::string stored;
    BOOST_TEST(to_exchange<state>(state::closed, stored));
    BOOST_TEST(stored == "closed");
    BOOST_TEST(!to_exchange<state>(static_cast<state>(7), stored));
}

BOOST_AUTO_TEST_CASE(a_refused_value_leaves_the_member_as_it_was)
{
    int member = 7;
    BOOST_TEST(!from_exchange<int>(text("seven"), member));
    BOOST_TEST(member == 7);
}

BOOST_AUTO_TEST_CASE(members_go_to_the_data_layer_by_the_smallest_type_that_holds_them)
{
    static_assert(std::is_same_v<exchange_t<bool>, std::int32_t>);
    static_assert(std::is_same_v<exchange_t<std::uint16_t>, std::int32_t>);
    static_assert(std::is_same_v<exchange_t<std::uint32_t>, std::int64_t>);
    static_assert(std::is_same_v<exchange_t<long>, std::int64_t>);
    static_assert(std::is_same_v<exchange_t<std::optional<unsigned long>>, std::uint64_t>);
    static_assert(std::is_same_v<exchange_t<float>, double>);
    static_assert(std::is_same_v<exchange_t<level>, std::int32_t>);
    static_assert(std::is_same_v<exchange_t<write_only<std::string>>, std::string>);
    static_assert(std::is_same_v<exchange_t<std::chrono::sys_seconds>, date_time>);
    static_assert(std::is_same_v<exchange_t<std::chrono::system_clock::time_point>, std::string>);
    static_assert(!storable_member<void*> && !storable_member<std::optional<std::optional<int>>>);
    static_assert(!storable_member<wchar_t> && !storable_member<std::chrono::seconds>);

    std::int32_t stored = 0;
    BOOST_TEST(to_exchange<bool>(true, stored));
    BOOST_TEST(stored == 1);
}

BOOST_AUTO_TEST_SUITE_END()
