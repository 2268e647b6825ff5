// Many entities at a time: insert_all, update_all, select_all.
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/doubles/counting_provider.h"
#include "tests/orm/soci/member.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

/// A part of the table `person`, with a key of the application's.
struct colleague {
    int id = 0;
    std::string email;
};

}  // namespace

template <>
inline constexpr auto cellseal::entity<colleague> =
    cellseal::table("person", key("id", &colleague::id), sealed("email", &colleague::email, lookup::blind_index));

namespace {

struct members : people {
    [[nodiscard]] static std::vector<member> many(int count)
    {
        std::vector<member> made;
        for (int id = 1; id <= count; ++id) {
            const std::string number = std::to_string(id);
            made.push_back({id,
                            "name " + number,
                            "m" + number + "@example.org",
                            "note " + number,
                            id * 1'000'000'000LL,
                            {std::byte{0}, std::byte(id)},
                            {}});
            made.back().password = "pass " + number;
            if (id % 3 == 0) made.back().note.reset();
        }
        return made;
    }
    [[nodiscard]] std::vector<member> all()
    {
        std::vector<member> found;
        for (const member& each : soci_orm::select_all<member>(sql, "order by id")) found.push_back(each);
        return found;
    }
    void check(const std::vector<member>& found, const std::vector<member>& given)
    {
        BOOST_REQUIRE(found.size() == given.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            BOOST_TEST(found[i].id == given[i].id);
            BOOST_TEST(found[i].full_name == given[i].full_name);
            BOOST_TEST(found[i].email == given[i].email);
            BOOST_CHECK(found[i].note == given[i].note);
            BOOST_CHECK(found[i].age == given[i].age);
            BOOST_CHECK(found[i].photo == given[i].photo);
            BOOST_TEST(found[i].password.is_withheld());
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bulk_entity_test, members)

BOOST_AUTO_TEST_CASE(many_entities_are_stored_sealed_and_come_back_as_they_were)
{
    const auto given = many(300);  // More than two blocks, and a rest.
    soci_orm::insert_all(sql, given);

    BOOST_TEST(count("person") == 300);
    for (const int id : {1, 129, 300})
        for (const char* column : {"email", "age", "password"}) BOOST_TEST(looks_sealed(stored(column, id)), column);
    BOOST_TEST(stored_as_null("note", 300));
    check(all(), given);
    BOOST_TEST(engine->everything_stored().find("m129@example.org") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_entities_are_no_statement)
{
    soci_orm::insert_all(sql, std::vector<member>{});
    BOOST_TEST(soci_orm::update_all(sql, std::vector<member>{}) == 0);
    BOOST_TEST(all().empty());
}

BOOST_AUTO_TEST_CASE(what_some_entities_withhold_is_left_out_for_those_alone)
{
    auto given = many(10);
    for (int i = 3; i < 6; ++i) given[i].password.withhold();
    given[8].password.clear();
    soci_orm::insert_all(sql, given);
    BOOST_TEST(looks_sealed(stored("password", 3)));
    for (const int id : {4, 5, 6, 9}) BOOST_TEST(stored_as_null("password", id));
    check(all(), given);
}

BOOST_AUTO_TEST_CASE(generated_keys_are_left_to_the_database)
{
    soci_orm::insert_all(sql, std::vector<applicant>(5, applicant{0, "same@example.org"}));
    BOOST_TEST(count("person") == 5);
    BOOST_TEST(soci_orm::select(sql, where<&applicant::email> == "same@example.org").size() == 5u);
}

BOOST_AUTO_TEST_CASE(every_entity_is_updated_in_its_own_row)
{
    auto given = many(200);
    soci_orm::insert_all(sql, given);
    const std::string password = stored("password", 7);
    for (member& each : given) {
        each.email = "new-" + each.email;
        each.note = "changed";
        each.password.withhold();
    }
    given.push_back({999, "not there", "", {}, {}, {}, {}});
    const long long changed = soci_orm::update_all(sql, given);
    if (engine->name().starts_with("odbc"))
        left_out("affected rows of a bulk statement", "SOCI's ODBC backend counts a row that is not there, too");
    else
        BOOST_TEST(changed == 200);
    given.pop_back();
    check(all(), given);
    BOOST_TEST(stored("password", 7) == password);
}

BOOST_AUTO_TEST_CASE(rows_are_streamed_that_a_condition_or_a_text_leaves)
{
    soci_orm::insert_all(sql, many(20));
    std::string seen;
    const int from = 18;
    for (member& each : soci_orm::select_all<member>(sql, "where id >= :from order by id", soci::use(from))) {
        seen += each.full_name + ";";
        each.full_name = "the object is the caller's";
    }
    BOOST_TEST(seen == "name 18;name 19;name 20;");
    int found = 0;
    for (const member& each : soci_orm::select_all(sql, where<&member::email> == "m7@example.org")) {
        BOOST_TEST(each.id == 7);
        ++found;
    }
    BOOST_TEST(found == 1);
}

BOOST_AUTO_TEST_CASE(entities_go_into_another_table_that_is_flagged_alike)
{
    plain << "create table former(id integer primary key, email " + engine->sealed_type() + ", bidx_email " +
                 engine->token_type() + ", note varchar(100))";
    attribute_registry::builder builder;
    registration former = registration_of<colleague>();
    former.entity = former.table = "former";
    for (attribute& each : former.attributes) {
        each.entity = each.table = "former";
        each.index->domain = "former.email";
    }
    builder.add(registration_of<colleague>()).add(former);
    const auto both = builder.build();
    const soci_orm::sealing_backend_factory sealing(engine->factory(), both, std::make_shared<fixed_keyring>(both, crypto),
                                                    engine->options());
    soci::session session(sealing, engine->connect_string());

    std::vector<colleague> rows = {{1, "a@example.org"}, {2, "b@example.org"}};
    soci_orm::insert_all(session, "former", rows);
    rows[1].email = "c@example.org";
    const long long changed = soci_orm::update_all(session, "former", rows);
    if (!engine->name().starts_with("odbc")) BOOST_TEST(changed == 2);

    BOOST_TEST(count("former") == 2);
    BOOST_TEST(count("person") == 0);
    std::string raw;
    plain << "select email from former where id = 2", soci::into(raw);
    BOOST_TEST(looks_sealed(raw));
    const std::string wanted = "c@example.org";
    std::string found;
    session << "select email from former where email = :e", soci::use(wanted), soci::into(found);
    BOOST_TEST(found == wanted);
}

BOOST_AUTO_TEST_CASE(entities_are_refused_by_a_table_that_would_hold_them_in_the_open)
{
    plain << "create table copied(id integer primary key, email varchar(100))";
    const std::vector<colleague> rows = {{1, "a@example.org"}};
    for (const char* each : {"copied", "log", "main.copied", "nowhere"}) {
        BOOST_CHECK_EXCEPTION(soci_orm::insert_all(sql, each, rows), error,
                              refused_with(errc::attribute_not_flagged, {"email", each}));
        BOOST_CHECK_EXCEPTION((void)soci_orm::update_all(sql, each, rows), error,
                              refused_with(errc::attribute_not_flagged, {"email", each}));
    }
    for (const char* each : {"", "copied; drop table person", "\"copied\"", "a.b.c"})
        BOOST_CHECK_EXCEPTION(soci_orm::insert_all(sql, each, rows), error, refused_with(errc::bad_attribute));
    BOOST_TEST(count("copied") == 0);
    soci_orm::insert_all(sql, "person", rows);  // Its own, by name.
    BOOST_TEST(looks_sealed(stored("email", 1)));
}

BOOST_AUTO_TEST_CASE(a_block_with_a_row_that_the_database_refuses_leaves_no_row_of_itself)
{
    auto given = many(100);
    given[50].id = 1;
    BOOST_CHECK_EXCEPTION(
        {
            soci::transaction whole(sql);
            soci_orm::insert_all(sql, given);
        },
        soci::soci_error,
        [](const soci::soci_error& thrown) {
            const std::string text = thrown.what();
            return text.find("@example.org") == std::string::npos && text.find("pass ") == std::string::npos;
        });
    BOOST_TEST(count("person") == 0);
    soci_orm::insert_all(sql, many(3));
    BOOST_TEST(count("person") == 3);
}

BOOST_AUTO_TEST_CASE(values_of_a_megabyte_go_in_blocks_that_a_server_takes)
{
    if (engine->name() == "odbc-sqlite")
        return left_out("many values of a megabyte", "SQLite's ODBC driver writes 100 MiB for each value that it reads");
    auto given = many(40);
    for (member& each : given) each.note = std::string(std::size_t{1} << 20, static_cast<char>('a' + each.id % 26));
    soci_orm::insert_all(sql, given);
    int seen = 0;
    for (const member& each : soci_orm::select_all<member>(sql, "order by id"))
        BOOST_CHECK(each.note == given[seen++].note);
    BOOST_TEST(seen == 40);
}

BOOST_AUTO_TEST_CASE(each_field_is_sealed_once_and_opened_once)
{
    counting_provider counting;
    const auto counted_keys = std::make_shared<fixed_keyring>(registry, counting);
    const soci_orm::sealing_backend_factory counted(engine->factory(), registry, counted_keys, engine->options());
    soci::session session(counted, engine->connect_string());
    auto given = many(2);  // One note each; of five sealed members, and of four that can be read.
    soci_orm::insert_all(session, given);
    BOOST_TEST(counting.seals == 10);
    counting.reset();
    for (const member& each : soci_orm::select_all<member>(session)) (void)each;
    BOOST_TEST(counting.opens == 8);
    BOOST_TEST(counting.seals == 0);
}

BOOST_AUTO_TEST_SUITE_END()
