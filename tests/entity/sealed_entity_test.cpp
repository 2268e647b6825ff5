#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <memory>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/entity_statements.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/entity/person.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono;

namespace {

/// One sealed column for each kind of member.
struct sealed_kinds {
    int id = 1;
    bool flag = true;
    char letter = 'x';
    std::int8_t i8 = -128;
    std::uint8_t u8 = 255;
    std::uint16_t u16 = 65535;
    std::uint32_t u32 = 4'294'967'295;
    std::int64_t i64 = std::numeric_limits<std::int64_t>::min();
    std::uint64_t u64 = std::numeric_limits<std::uint64_t>::max();
    std::optional<std::uint64_t> small = 7;
    float single = 0.1f;
    double number = 0.1;
    std::string text = std::string("NUL \0 inside", 12);
    std::string amount = "-12.50";
    std::vector<std::byte> bytes = {std::byte{0}, std::byte{0xff}};
    std::tm broken = calendar::to_tm({1899, 12, 31, 23, 59, 59, 0}).value();
    sys_days born = 1960y / February / 29;
    year_month_day day = 2024y / February / 29;
    sys_seconds second = sys_seconds{-1s};
    system_clock::time_point instant = system_clock::time_point{} - 1ns;
    state standing = state::closed;
    level risk = level::high;
    std::optional<std::string> nothing;
    std::optional<sys_days> no_day;
};

struct box {
    int id = 1;
    std::string password;  ///< Write-only by the settings, of which this class knows nothing.
};

}  // namespace

template <>
inline constexpr auto cellseal::entity<sealed_kinds> = table(
    "kinds", key("id", &sealed_kinds::id), sealed("flag", &sealed_kinds::flag), sealed("letter", &sealed_kinds::letter),
    sealed("i8", &sealed_kinds::i8), sealed("u8", &sealed_kinds::u8), sealed("u16", &sealed_kinds::u16),
    sealed("u32", &sealed_kinds::u32), sealed("i64", &sealed_kinds::i64), sealed("u64", &sealed_kinds::u64),
    sealed("small", &sealed_kinds::small, declared_unsigned, lookup::blind_index),
    sealed("single", &sealed_kinds::single), sealed("number", &sealed_kinds::number),
    sealed("text", &sealed_kinds::text, row_bound), sealed("amount", &sealed_kinds::amount, as_decimal),
    sealed("bytes", &sealed_kinds::bytes), sealed("broken", &sealed_kinds::broken),
    sealed("born", &sealed_kinds::born, lookup::deterministic), sealed("day", &sealed_kinds::day),
    sealed("second", &sealed_kinds::second), sealed("instant", &sealed_kinds::instant),
    sealed("standing", &sealed_kinds::standing), sealed("risk", &sealed_kinds::risk),
    sealed("empty_text", &sealed_kinds::nothing), sealed("no_day", &sealed_kinds::no_day, null_policy::seal));

CELLSEAL_ENTITY(box, "box", (id, key), (password, sealed))

namespace {

std::shared_ptr<const attribute_registry> registry_of_all()
{
    attribute_registry::builder builder;
    register_entity<person>(builder);
    register_entity<sealed_kinds>(builder);
    registration write_only_box = registration_of<box>();
    write_only_box.attributes[0].reading = read_policy::write_only;
    builder.add(write_only_box);
    return builder.build();
}

struct sealing {
    sealing()
    {
        plain << "create table person(id integer primary key, full_name text, email text, bidx_email text, phone text, "
                 "mailbox_password text)";
        plain << "create table kinds(id integer primary key, flag text, letter text, i8 text, u8 text, u16 text, "
                 "u32 text, i64 text, u64 text, small text, bidx_small text, single text, number text, text text, "
                 "amount text, bytes text, broken text, born text, day text, second text, instant text, standing text, "
                 "risk text, empty_text text, no_day text)";
        plain << "create table box(id integer primary key, password text)";
    }
    ~sealing() { std::filesystem::remove(file); }

    std::string file = "sealed_entity_test.db";
    bool fresh = std::filesystem::remove(file);
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = registry_of_all();
    std::shared_ptr<tests::fixed_keyring> keys = std::make_shared<tests::fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{*soci::factory_sqlite3(), registry, keys};
    soci::session plain{*soci::factory_sqlite3(), file};
    soci::session sql{factory, file};

    person ada()
    {
        person made{1, "Ada", "ada@example.org", "+44 1", {}};
        made.mailbox_password = "engine";
        return made;
    }
};

void check_same(const sealed_kinds& found, const sealed_kinds& given)
{
    BOOST_TEST(found.flag == given.flag);
    BOOST_TEST(found.letter == given.letter);
    BOOST_TEST(found.i8 == given.i8);
    BOOST_TEST(found.u8 == given.u8);
    BOOST_TEST(found.u16 == given.u16);
    BOOST_TEST(found.u32 == given.u32);
    BOOST_TEST(found.i64 == given.i64);
    BOOST_TEST(found.u64 == given.u64);
    BOOST_CHECK(found.small == given.small);
    BOOST_TEST(found.single == given.single);
    BOOST_TEST(found.number == given.number);
    BOOST_TEST(found.text == given.text);
    BOOST_TEST(found.amount == given.amount);
    BOOST_CHECK(found.bytes == given.bytes);
    BOOST_CHECK(calendar::from_tm(found.broken) == calendar::from_tm(given.broken));
    BOOST_CHECK(found.born == given.born);
    BOOST_CHECK(found.day == given.day);
    BOOST_CHECK(found.second == given.second);
    BOOST_CHECK(found.instant == given.instant);
    BOOST_CHECK(found.standing == given.standing);
    BOOST_CHECK(found.risk == given.risk);
    BOOST_CHECK(found.nothing == given.nothing);
    BOOST_CHECK(found.no_day == given.no_day);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sealed_entity_test, sealing)

BOOST_AUTO_TEST_CASE(every_kind_of_member_is_sealed_and_comes_back)
{
    const sealed_kinds given;
    soci_orm::insert(sql, given);

    soci::row stored;
    plain << "select * from kinds", soci::into(stored);
    for (std::size_t i = 0; i != stored.size(); ++i) {
        const std::string column = stored.get_properties(i).get_name();
        if (column == "id" || column == "bidx_small") continue;
        if (column == "empty_text")
            BOOST_CHECK(stored.get_indicator(i) == soci::i_null);
        else
            BOOST_TEST(stored.get<std::string>(i).substr(0, 4) == "_cs1", column);
    }

    const auto found = soci_orm::select<sealed_kinds>(sql);
    BOOST_REQUIRE_EQUAL(found.size(), 1u);
    check_same(found[0], given);
}

BOOST_AUTO_TEST_CASE(conditions_find_sealed_values)
{
    soci_orm::insert(sql, sealed_kinds{});
    BOOST_TEST(soci_orm::select(sql, where<&sealed_kinds::small> == 7u).size() == 1u);
    BOOST_TEST(soci_orm::select(sql, where<&sealed_kinds::small> == 8u).empty());
    BOOST_TEST(soci_orm::select(sql, where<&sealed_kinds::born> == sys_days{1960y / February / 29}).size() == 1u);
    BOOST_TEST(soci_orm::select(sql, where<&sealed_kinds::born> != sys_days{1960y / February / 29}).empty());

    const person first = ada();
    soci_orm::insert(sql, first);
    BOOST_TEST(soci_orm::select(sql, where<&person::email> == "ada@example.org").at(0).full_name == "Ada");
    BOOST_TEST(soci_orm::select(sql, where<&person::email>.in({"x", "ada@example.org"})).size() == 1u);
    BOOST_TEST(soci_orm::select(sql, where<&person::email> == "x" ||
                                         (where<&person::phone>.is_not_null() && where<&person::id> == 1))
                   .size() == 1u);
}

BOOST_AUTO_TEST_CASE(entities_are_used_in_sql_written_by_hand)
{
    person first = ada();
    sql << "insert into person(id, full_name, email, phone, mailbox_password) "
           "values(:id, :full_name, :email, :phone, :mailbox_password)",
        soci::use(first);
    first.phone.reset();
    sql << "update person set phone = :phone where id = :id", soci::use(first);

    person found;
    const std::string wanted = "ada@example.org";
    sql << "select * from person where email = :e", soci::use(wanted), soci::into(found);
    BOOST_TEST(found.full_name == "Ada");
    BOOST_TEST(!found.phone.has_value());
    BOOST_TEST(found.mailbox_password.is_withheld());
}

BOOST_AUTO_TEST_CASE(what_is_withheld_survives_a_change_of_the_rest)
{
    const person first = ada();
    soci_orm::insert(sql, first);
    std::string before, after;
    plain << "select mailbox_password from person", soci::into(before);

    person found = soci_orm::select(sql, where<&person::id> == 1).at(0);
    found.full_name = "Ada Lovelace";
    BOOST_TEST(soci_orm::update(sql, found) == 1);
    plain << "select mailbox_password from person", soci::into(after);
    BOOST_TEST(before == after);
    BOOST_TEST(before.substr(0, 4) == "_cs1");
}

BOOST_AUTO_TEST_CASE(what_is_withheld_is_not_read_as_empty_into_a_readable_member)
{
    box given{1, "secret"};
    soci_orm::insert(sql, given);
    BOOST_CHECK_EXCEPTION((void)soci_orm::select<box>(sql), error,
                          refused_with(errc::withheld, {"box.password", "write_only"}));
}

BOOST_AUTO_TEST_SUITE_END()
