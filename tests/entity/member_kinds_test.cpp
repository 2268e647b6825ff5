#include <soci/sqlite3/soci-sqlite3.h>

#include <boost/test/unit_test.hpp>
#include <limits>

#include "adapters/orm/soci/entity_conversion.h"
#include "tests/entity/person.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono;

namespace {

/// One column for each kind of member, declared as a developer would.
struct all_kinds {
    int id = 1;
    bool flag = false;
    char letter = ' ';
    std::int8_t i8 = 0;
    std::uint8_t u8 = 0;
    std::int16_t i16 = 0;
    std::uint16_t u16 = 0;
    std::int32_t i32 = 0;
    std::uint32_t u32 = 0;
    std::int64_t i64 = 0;
    std::uint64_t u64 = 0;
    float single = 0;
    double number = 0;
    std::string text;
    std::vector<std::byte> bytes;
    std::optional<std::vector<std::uint8_t>> more_bytes;
    std::tm broken{};
    sys_days born{};
    year_month_day day = 1970y / January / 1;
    sys_seconds second{};
    system_clock::time_point instant{};
    std::optional<local_days> holiday;
    state standing = state::open;
    std::optional<level> risk;
    address home;
};

}  // namespace

template <>
inline constexpr auto cellseal::entity<all_kinds> = table(
    "all_kinds", key("id", &all_kinds::id), column("flag", &all_kinds::flag), column("letter", &all_kinds::letter),
    column("i8", &all_kinds::i8), column("u8", &all_kinds::u8), column("i16", &all_kinds::i16),
    column("u16", &all_kinds::u16), column("i32", &all_kinds::i32), column("u32", &all_kinds::u32),
    column("i64", &all_kinds::i64), column("u64", &all_kinds::u64), column("single", &all_kinds::single),
    column("number", &all_kinds::number), column("text", &all_kinds::text), sealed("bytes", &all_kinds::bytes),
    sealed("more_bytes", &all_kinds::more_bytes), column("broken", &all_kinds::broken),
    column("born", &all_kinds::born), column("day", &all_kinds::day), column("second", &all_kinds::second),
    column("instant", &all_kinds::instant), column("holiday", &all_kinds::holiday),
    column("standing", &all_kinds::standing), column("risk", &all_kinds::risk),
    nested("home_", &all_kinds::home, column("city", &address::city), column("street", &address::street)));

namespace {

const std::string schema =
    "create table all_kinds(id integer, flag boolean, letter char(1), i8 tinyint, u8 smallint, i16 smallint, "
    "u16 integer, i32 integer, u32 bigint, i64 bigint, u64 unsigned big int, single real, number double, text text, "
    "bytes blob, more_bytes blob, broken datetime, born date, day date, second timestamp, instant text, holiday date, "
    "standing varchar(10), risk integer, home_city text, home_street text)";

/// The same without declared types: SQLite then gives everything as text or by the affinity of the value.
const std::string loose_schema =
    "create table all_kinds(id, flag, letter, i8, u8, i16, u16, i32, u32, i64, u64, single, number, text, bytes, "
    "more_bytes, broken, born, day, second, instant, holiday, standing, risk, home_city, home_street)";

const std::string everything =
    "insert into all_kinds values(:id, :flag, :letter, :i8, :u8, :i16, :u16, :i32, :u32, :i64, :u64, :single, :number, "
    ":text, :bytes, :more_bytes, :broken, :born, :day, :second, :instant, :holiday, :standing, :risk, :home_city, "
    ":home_street)";

void check_same(const all_kinds& found, const all_kinds& given)
{
    BOOST_TEST(found.flag == given.flag);
    BOOST_TEST(found.letter == given.letter);
    BOOST_TEST(found.i8 == given.i8);
    BOOST_TEST(found.u8 == given.u8);
    BOOST_TEST(found.i16 == given.i16);
    BOOST_TEST(found.u16 == given.u16);
    BOOST_TEST(found.i32 == given.i32);
    BOOST_TEST(found.u32 == given.u32);
    BOOST_TEST(found.i64 == given.i64);
    BOOST_TEST(found.u64 == given.u64);
    BOOST_TEST(found.single == given.single);
    BOOST_TEST(found.number == given.number);
    BOOST_TEST(found.text == given.text);
    BOOST_CHECK(found.bytes == given.bytes);
    BOOST_CHECK(found.more_bytes == given.more_bytes);
    BOOST_CHECK(calendar::from_tm(found.broken) == calendar::from_tm(given.broken));
    BOOST_CHECK(found.born == given.born);
    BOOST_CHECK(found.day == given.day);
    BOOST_CHECK(found.second == given.second);
    BOOST_CHECK(found.instant == given.instant);
    BOOST_CHECK(found.holiday == given.holiday);
    BOOST_CHECK(found.standing == given.standing);
    BOOST_CHECK(found.risk == given.risk);
    BOOST_TEST(found.home.city == given.home.city);
    BOOST_CHECK(found.home.street == given.home.street);
}

all_kinds lowest()
{
    all_kinds made;
    made.letter = '\'';
    made.i8 = std::numeric_limits<std::int8_t>::min();
    made.i16 = std::numeric_limits<std::int16_t>::min();
    made.i32 = std::numeric_limits<std::int32_t>::min();
    made.i64 = std::numeric_limits<std::int64_t>::min();
    made.single = -std::numeric_limits<float>::max();
    made.number = std::numeric_limits<double>::denorm_min();
    made.broken = *calendar::to_tm({1899, 12, 31, 23, 59, 59, 0});
    made.born = 1960y / February / 29;
    made.day = 1900y / March / 1;
    made.second = sys_seconds{-1s};
    made.instant = system_clock::time_point{} - 1ns;
    return made;
}

all_kinds highest()
{
    all_kinds made;
    made.flag = true;
    made.letter = '~';
    made.i8 = std::numeric_limits<std::int8_t>::max();
    made.u8 = std::numeric_limits<std::uint8_t>::max();
    made.i16 = std::numeric_limits<std::int16_t>::max();
    made.u16 = std::numeric_limits<std::uint16_t>::max();
    made.i32 = std::numeric_limits<std::int32_t>::max();
    made.u32 = std::numeric_limits<std::uint32_t>::max();
    made.i64 = std::numeric_limits<std::int64_t>::max();
    made.u64 = std::numeric_limits<std::uint64_t>::max();
    made.single = 0.1f;
    made.number = 0.1;
    made.text = std::string("NUL \0 and \xf0\x9f\x94\x91", 14);
    made.bytes = {std::byte{0}, std::byte{0xff}, std::byte{0}};
    made.more_bytes = {0, 1, 2, 0};
    made.broken = *calendar::to_tm({2024, 2, 29, 0, 0, 0, 0});
    made.born = 2024y / February / 29;
    made.day = 9999y / December / 31;
    made.second = sys_days{2024y / February / 29} + 23h + 59min + 59s;
    made.instant = sys_days{2024y / February / 29} + 123'456'789ns;
    made.holiday = local_days{2024y / December / 24};
    made.standing = state::closed;
    made.risk = level::high;
    made.home = {"London", "St James's Square"};
    return made;
}

void check_there_and_back(const std::string& table, const all_kinds& given)
{
    soci::session sql(soci::sqlite3, ":memory:");
    sql << table;
    sql << everything, soci::use(given);
    all_kinds found = given.flag ? lowest() : highest();
    sql << "select * from all_kinds", soci::into(found);
    check_same(found, given);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(member_kinds_test)

BOOST_AUTO_TEST_CASE(every_kind_of_member_comes_back_from_declared_columns)
{
    check_there_and_back(schema, lowest());
    check_there_and_back(schema, highest());
}

BOOST_AUTO_TEST_CASE(every_kind_of_member_comes_back_from_columns_without_a_type)
{
    check_there_and_back(loose_schema, lowest());
    all_kinds given = highest();
    given.u64 = std::uint64_t(std::numeric_limits<std::int64_t>::max());  // SQLite itself has no unsigned numbers
    check_there_and_back(loose_schema, given);
}

BOOST_AUTO_TEST_CASE(an_enumerator_without_a_name_is_not_stored)
{
    soci::session sql(soci::sqlite3, ":memory:");
    sql << schema;
    all_kinds given = highest();
    given.standing = static_cast<state>(7);
    BOOST_CHECK_EXCEPTION((sql << everything, soci::use(given)), error,
                          refused_with(errc::type_mismatch, {"all_kinds.standing", "enum_mapping"}));
}

BOOST_AUTO_TEST_CASE(a_date_that_does_not_exist_is_not_stored)
{
    soci::session sql(soci::sqlite3, ":memory:");
    sql << schema;
    all_kinds given = highest();
    given.day = 2023y / February / 29;
    BOOST_CHECK_EXCEPTION((sql << everything, soci::use(given)), error,
                          refused_with(errc::type_mismatch, {"all_kinds.day"}));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_stored_does_not_matter_to_a_statement_that_leaves_it_out)
{
    soci::session sql(soci::sqlite3, ":memory:");
    sql << schema;
    const all_kinds unset;  // a std::tm of zeros is no date
    sql << "insert into all_kinds(id, text) values(:id, :text)", soci::use(unset);
    int rows = 0;
    sql << "select count(*) from all_kinds", soci::into(rows);
    BOOST_TEST(rows == 1);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_of_an_enumeration_is_not_read)
{
    soci::session sql(soci::sqlite3, ":memory:");
    sql << schema;
    sql << "insert into all_kinds(standing) values('renamed')";
    all_kinds found;
    BOOST_CHECK_EXCEPTION((sql << "select standing from all_kinds", soci::into(found)), error,
                          refused_with(errc::type_mismatch, {"all_kinds.standing"}));
}

BOOST_AUTO_TEST_SUITE_END()
