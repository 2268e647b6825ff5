#include "adapters/orm/soci/entity_conversion.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <boost/test/unit_test.hpp>

#include "tests/entity/person.h"
#include "tests/refused.h"

struct by_hand {
    int id = 0;
};

CELLSEAL_ENTITY(by_hand, "person", (id, key))

namespace soci {

template <>
struct type_conversion<by_hand> {
    using base_type = values;
    static void from_base(const values& row, indicator, by_hand& out) { out.id = 1000 + row.get<int>("id"); }
    static void to_base(const by_hand& in, values& out, indicator&) { out.set("id", in.id); }
};

}  // namespace soci

using namespace cellseal;

namespace {

const std::string everything =
    "insert into person(id, full_name, email, phone, mailbox_password) "
    "values(:id, :full_name, :email, :phone, :mailbox_password)";

person ada()
{
    person made{1, "Ada", "ada@example.org", "+44 1", {}};
    made.mailbox_password = "engine";
    return made;
}

/// A plain SOCI session: nothing is sealed here, only moved.
struct plain_session {
    soci::session sql{soci::sqlite3, ":memory:"};
    const person first = ada();  // SOCI runs a one-time statement after temporaries of its line are gone

    plain_session()
    {
        sql << "create table person(id integer, full_name text, email text, phone text, mailbox_password text)";
    }

    int count(const std::string& condition)
    {
        int rows = -1;
        sql << "select count(*) from person where " + condition, soci::into(rows);
        return rows;
    }
};

auto says(std::initializer_list<std::string> words)
{
    return [words = std::vector<std::string>(words)](const std::exception& thrown) {
        const std::string_view text = thrown.what();
        BOOST_TEST_MESSAGE(text);
        return std::ranges::all_of(words, [&](const auto& word) { return text.find(word) != std::string_view::npos; });
    };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(entity_conversion_test, plain_session)

BOOST_AUTO_TEST_CASE(an_entity_comes_back_as_it_was_written)
{
    sql << everything, soci::use(first);

    person found;
    sql << "select * from person", soci::into(found);
    BOOST_TEST(found.id == 1);
    BOOST_TEST(found.full_name == "Ada");
    BOOST_TEST(found.email == "ada@example.org");
    BOOST_TEST((found.phone == "+44 1"));
    BOOST_TEST(count("mailbox_password = 'engine'") == 1);
}

BOOST_AUTO_TEST_CASE(an_empty_optional_is_null_both_ways)
{
    person without = ada();
    without.phone.reset();
    sql << everything, soci::use(without);

    BOOST_TEST(count("phone is null") == 1);
    person found = ada();
    sql << "select * from person", soci::into(found);
    BOOST_TEST(!found.phone.has_value());
}

BOOST_AUTO_TEST_CASE(an_empty_string_is_not_null)
{
    person empty = ada();
    empty.phone = "";
    sql << everything, soci::use(empty);

    BOOST_TEST(count("phone = ''") == 1);
}

BOOST_AUTO_TEST_CASE(columns_that_were_not_selected_leave_their_members_alone)
{
    sql << everything, soci::use(first);

    person found{7, "kept", "kept", "kept", {}};
    sql << "select email from person", soci::into(found);
    BOOST_TEST(found.email == "ada@example.org");
    BOOST_TEST(found.id == 7);
    BOOST_TEST(found.full_name == "kept");
    BOOST_TEST((found.phone == "kept"));
}

BOOST_AUTO_TEST_CASE(a_const_and_a_changeable_entity_are_both_used_and_stay_as_they_are)
{
    person changeable = ada();
    sql << everything, soci::use(first);
    sql << everything, soci::use(changeable);

    BOOST_TEST(count("email = 'ada@example.org'") == 2);
    BOOST_TEST(changeable.email == "ada@example.org");
    BOOST_TEST(changeable.mailbox_password.new_value() != nullptr);
}

BOOST_AUTO_TEST_CASE(a_prepared_statement_takes_each_value_and_each_null_in_turn)
{
    person each = ada();
    soci::statement insert = (sql.prepare << everything, soci::use(each));
    for (int id = 1; id <= 4; ++id) {
        each.id = id;
        each.phone =
            id % 2 == 0 ? std::optional<std::string>(std::string(static_cast<std::size_t>(id), 'x')) : std::nullopt;
        insert.execute(true);
    }

    BOOST_TEST(count("phone is null and id in (1, 3)") == 2);
    BOOST_TEST(count("phone = 'xx' and id = 2") == 1);
    BOOST_TEST(count("phone = 'xxxx' and id = 4") == 1);
}

BOOST_AUTO_TEST_CASE(a_rowset_gives_entities)
{
    person each = ada();
    for (each.id = 1; each.id <= 3; ++each.id) sql << everything, soci::use(each);

    std::vector<int> ids;
    const soci::rowset<person> all = (sql.prepare << "select * from person order by id");
    for (const person& found : all) {
        BOOST_TEST(found.email == "ada@example.org");
        ids.push_back(found.id);
    }
    BOOST_TEST(ids == (std::vector<int>{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(a_statement_may_name_some_of_the_members)
{
    sql << everything, soci::use(first);
    person changed = ada();
    changed.full_name = "Ada Lovelace";
    sql << "update person set full_name = :full_name where id = :id", soci::use(changed);

    BOOST_TEST(count("full_name = 'Ada Lovelace' and phone = '+44 1'") == 1);
}

BOOST_AUTO_TEST_CASE(column_names_are_found_in_any_case)
{
    sql << everything, soci::use(first);
    sql.uppercase_column_names(true);

    person found;
    sql << "select id, Email, phone from person", soci::into(found);
    BOOST_TEST(found.id == 1);
    BOOST_TEST(found.email == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(an_alias_names_the_member)
{
    sql << everything, soci::use(first);

    person found;
    sql << "select upper(email) as email, 5 as id from person", soci::into(found);
    BOOST_TEST(found.email == "ADA@EXAMPLE.ORG");
    BOOST_TEST(found.id == 5);
}

BOOST_AUTO_TEST_CASE(columns_that_no_member_has_are_passed_over)
{
    sql << everything, soci::use(first);

    person found;
    sql << "select id, 'x' as something_else, email from person", soci::into(found);
    BOOST_TEST(found.email == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_null_that_the_member_cannot_hold_names_the_column_and_the_way_out)
{
    sql << "insert into person(id) values(1)";

    person found;
    BOOST_CHECK_EXCEPTION((sql << "select id, full_name from person", soci::into(found)), soci::soci_error,
                          says({"person.full_name", "NULL", "std::optional"}));
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_type_names_the_column_and_not_the_value)
{
    sql << "insert into person(id, full_name) values(1, 'not a number')";

    person found;
    try {
        sql << "select full_name as id from person", soci::into(found);
        BOOST_ERROR("read a text into an int");
    } catch (const error& thrown) {
        BOOST_CHECK(thrown.code() == errc::type_mismatch);
        BOOST_CHECK(says({"person.id", "a text"})(thrown));
        BOOST_TEST(std::string(thrown.what()).find("not a number") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(two_columns_of_one_name_are_refused)
{
    sql << everything, soci::use(first);

    person found;
    BOOST_CHECK_EXCEPTION((sql << "select id, email, 9 as id from person", soci::into(found)), soci::soci_error,
                          says({"person.id", "alias"}));
}

BOOST_AUTO_TEST_CASE(a_write_only_member_is_withheld_after_reading)
{
    sql << everything, soci::use(first);

    person found = ada();
    sql << "select * from person", soci::into(found);
    BOOST_TEST(found.mailbox_password.is_withheld());
    BOOST_TEST(found.mailbox_password.new_value() == nullptr);
}

BOOST_AUTO_TEST_CASE(a_withheld_member_cannot_wipe_its_column)
{
    sql << everything, soci::use(first);
    person found;
    sql << "select * from person", soci::into(found);

    BOOST_CHECK_EXCEPTION((sql << "update person set mailbox_password = :mailbox_password", soci::use(found)), error,
                          refused_with(errc::withheld, {"person.mailbox_password", "leave the column out"}));
    BOOST_TEST(count("mailbox_password = 'engine'") == 1);

    found.full_name = "Ada Lovelace";
    sql << "update person set full_name = :full_name where id = :id", soci::use(found);
    BOOST_TEST(count("mailbox_password = 'engine' and full_name = 'Ada Lovelace'") == 1);
}

BOOST_AUTO_TEST_CASE(a_new_entity_says_what_becomes_of_its_write_only_member)
{
    person fresh = ada();
    fresh.mailbox_password.withhold();
    BOOST_CHECK_EXCEPTION((sql << everything, soci::use(fresh)), error, refused_with(errc::withheld));
    BOOST_TEST(count("1 = 1") == 0);

    fresh.mailbox_password.clear();
    sql << everything, soci::use(fresh);
    BOOST_TEST(count("mailbox_password is null") == 1);
}

BOOST_AUTO_TEST_CASE(a_prepared_statement_refuses_when_the_member_is_withheld_again)
{
    person each = ada();
    soci::statement insert = (sql.prepare << everything, soci::use(each));
    insert.execute(true);
    each.mailbox_password.withhold();
    BOOST_CHECK_EXCEPTION(insert.execute(true), error, refused_with(errc::withheld));
    BOOST_TEST(count("1 = 1") == 1);
}

BOOST_AUTO_TEST_CASE(an_error_of_the_database_shows_no_value_of_a_sealed_member)
{
    sql << "create unique index once on person(email)";
    sql << everything, soci::use(first);
    try {
        sql << everything, soci::use(first);
        BOOST_ERROR("stored twice");
    } catch (const soci::soci_error& thrown) {
        const std::string text = thrown.what();
        BOOST_TEST(text.find("UNIQUE") != std::string::npos);
        BOOST_TEST(text.find("ada@example.org") == std::string::npos);
        BOOST_TEST(text.find("engine") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_conversion_written_by_hand_takes_precedence)
{
    const by_hand given{7};
    sql << "insert into person(id) values(:id)", soci::use(given);
    by_hand found;
    sql << "select id from person", soci::into(found);
    BOOST_TEST(found.id == 1007);
}

BOOST_AUTO_TEST_SUITE_END()
