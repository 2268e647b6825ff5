// Attributes that are found together, by one index column.
#include <boost/test/unit_test.hpp>

#include "plugin/statements/analysis.h"

namespace {

using namespace cellseal;
using enum dialect;

attribute flagged(std::string column, value_type type = value_type::text, lookup found_by = lookup::none)
{
    attribute made;
    made.name = column;
    made.column = std::move(column);
    made.type = type;
    made.found_by = found_by;
    if (found_by == lookup::blind_index) made.index = index_definition{};
    return made;
}

compound_declaration over(std::vector<std::string> attributes, std::string column, std::uint8_t token_bytes = 16)
{
    compound_declaration made;
    made.attributes = std::move(attributes);
    made.index.companion = std::move(column);
    made.index.token_bytes = token_bytes;
    return made;
}

/// patient(id, last, born, email): last and born together in bidx_person, email by itself in bidx_email.
/// guest(last, born, town): last and born in bidx_person, all three in bidx_all.
std::shared_ptr<const attribute_registry> clinic()
{
    attribute_registry::builder builder;
    builder.add({.entity = "patient",
                 .schema = "",
                 .table = "patient",
                 .columns = {"id", "last", "born", "email", "bidx_email", "note", "bidx_person"},
                 .key_columns = {"id"},
                 .attributes = {flagged("last"), flagged("born", value_type::date_time),
                                flagged("email", value_type::text, lookup::blind_index)},
                 .declared_at = "clinic",
                 .compounds = {over({"last", "born"}, "bidx_person")}});
    builder.add({.entity = "guest",
                 .schema = "",
                 .table = "guest",
                 .columns = {"last", "born", "town", "bidx_person", "bidx_all"},
                 .key_columns = {},
                 .attributes = {flagged("last"), flagged("born", value_type::date_time), flagged("town")},
                 .declared_at = "clinic",
                 .compounds = {over({"last", "born"}, "bidx_person"), over({"town", "born", "last"}, "bidx_all")}});
    builder.add(known_table{"", "visit", {"id", "patient_id", "day"}});
    builder.add(declared_view{"", "v_patient", {{"id", ""}, {"name", "patient.last"}, {"born", "patient.born"}}});
    return builder.build();
}

statement_plan analysed(std::string_view sql, dialect language = sqlite, live_keys live = {})
{
    static const auto registry = clinic();
    return analyse(sql, language, *registry, {}, live);
}

std::string rewritten(std::string_view sql, dialect language = sqlite, live_keys live = {})
{
    const statement_plan plan = analysed(sql, language, live);
    return plan.outcome == plan_outcome::refuse
               ? "refused: " + std::string(name_of(plan.why->code)) + ": " + plan.why->message
               : plan.rewritten;
}

bool refused(std::string_view sql, refusal_code code, dialect language = sqlite, live_keys live = {})
{
    const statement_plan plan = analysed(sql, language, live);
    if (plan.outcome != plan_outcome::refuse) BOOST_TEST_MESSAGE("not refused: " << plan.rewritten);
    return plan.outcome == plan_outcome::refuse && plan.why->code == code;
}

/// "name<index(occurrences)slot" of each parameter that carries a token of several values.
std::string tokens(const statement_plan& plan)
{
    std::string text;
    for (const bound_parameter& each : plan.bound) {
        if (each.compound == nullptr) continue;
        text += (text.empty() ? "" : " ") + each.name + "<" + each.compound->tokens.name + "(";
        for (const std::size_t part : each.parts) text += std::to_string(part);
        text += ")" + std::to_string(each.key_slot);
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compound_index_test)

BOOST_AUTO_TEST_CASE(attributes_that_are_all_compared_are_found_by_their_index)
{
    const statement_plan plan = analysed("select id from patient where last = :l and born = :b");
    BOOST_TEST(plan.rewritten == "select id, last, born from patient where bidx_person = :l and bidx_person = :b");
    BOOST_TEST(tokens(plan) == "l<bidx_person(01)0 b<bidx_person(01)0");
    BOOST_REQUIRE_EQUAL(plan.hit_checks.size(), 2u);
    BOOST_TEST(plan.hit_checks[0].compound->tokens.full_name() == "patient.bidx_person");
    BOOST_TEST(plan.columns[1].hidden);
    BOOST_TEST(plan.columns[2].subject->name == "born");
}

BOOST_AUTO_TEST_CASE(the_order_of_the_comparisons_does_not_count)
{
    BOOST_TEST(tokens(analysed("select id from patient where :b = born and id > 3 and (last = :l)")) ==
               "b<bidx_person(10)0 l<bidx_person(10)0");
    BOOST_TEST(rewritten("select p.last, p.born from patient p join visit v on v.patient_id = p.id "
                         "where (p.born = :b) and ((p.last = :l))") ==
               "select p.last, p.born from patient p join visit v on v.patient_id = p.id "
               "where (p.bidx_person = :b) and ((p.bidx_person = :l))");
    BOOST_TEST(rewritten("update patient set note = :n where (last, born) = (:l, :b)") ==
               "update patient set note = :n where (bidx_person, bidx_person) = (:l, :b)");
    BOOST_TEST(
        rewritten("select count(*) from visit where exists (select 1 from patient where last = :l and born = :b "
                  "and patient.id = patient_id)") ==
        "select count(*) from visit where exists (select 1 from patient where bidx_person = :l and bidx_person = "
        ":b and patient.id = patient_id)");
}

BOOST_AUTO_TEST_CASE(the_largest_index_is_asked)
{
    const statement_plan plan =
        analysed("select last, born, town from guest where last = :l and born = :b and town = :t");
    BOOST_TEST(plan.rewritten ==
               "select last, born, town from guest where bidx_all = :l and bidx_all = :b and bidx_all = :t");
    BOOST_TEST(tokens(plan) == "l<bidx_all(210)0 b<bidx_all(210)0 t<bidx_all(210)0");
}

BOOST_AUTO_TEST_CASE(both_sides_of_an_or_are_read_by_themselves)
{
    BOOST_TEST(rewritten("select 1 from patient where last = :l and born = :b or email = :e") ==
               "select 1 from patient where bidx_person = :l and bidx_person = :b or bidx_email = :e");
    BOOST_TEST(refused("select 1 from patient where last = :l or born = :b", refusal_code::unsearchable));
    BOOST_TEST(refused("select 1 from patient where (last = :l or id = 1) and born = :b", refusal_code::unsearchable));
}

BOOST_AUTO_TEST_CASE(during_a_key_change_all_live_index_keys_are_asked_for)
{
    const live_keys two{.data_keys = 2, .index_keys = 2};
    const statement_plan plan = analysed("select last, born from patient where last = :l and born = :b", sqlite, two);
    BOOST_TEST(plan.rewritten ==
               "select last, born from patient where bidx_person IN (:l, :cs1_l) and bidx_person IN "
               "(:b, :cs2_b)");
    BOOST_TEST(tokens(plan) == "l<bidx_person(01)0 cs1_l<bidx_person(01)1 b<bidx_person(01)0 cs2_b<bidx_person(01)1");
}

BOOST_AUTO_TEST_CASE(a_part_alone_or_otherwise_compared_is_refused)
{
    using enum refusal_code;
    for (const char* where :
         {"last = :l", "last = :l and email = :e", "last <> :l and born = :b", "last in (:l, :m) and born = :b",
          "not (last = :l and born = :b)", "(last = :l and born = :b) is null",
          "case when last = :l and born = :b then 1 else 0 end = 1", "(last = :l and born = :b) = (id = 1)"})
        BOOST_TEST_CONTEXT(where)
    BOOST_TEST(refused(std::string("select id from patient where ") + where, unsearchable));
    for (const char* where : {"last = :l and born = :b xor id = 1", "id = 1 xor (last = :l and born = :b)"})
        BOOST_TEST(refused(std::string("select id from patient where ") + where, unsearchable, mysql), where);
    BOOST_TEST(refused("select p.id from patient p, patient q where p.last = :l and q.born = :b", unsearchable));
    BOOST_TEST(refused("select last = :l and born = :b from patient", unsearchable));
    BOOST_TEST(refused("select id from v_patient where name = :l and born = :b", unsearchable));
}

BOOST_AUTO_TEST_CASE(a_write_of_all_parts_brings_the_token_along)
{
    const statement_plan plan =
        analysed("insert into patient(id, born, last) values(:i, :b, :l), (2, null, :m), (3, :d, :n)");
    BOOST_TEST(plan.rewritten ==
               "insert into patient(id, born, last, bidx_person) values(:i, :b, :l, :cs1_l), (2, null, :m, NULL), (3, "
               ":d, :n, :cs2_n)");
    BOOST_TEST(tokens(plan) == "cs1_l<bidx_person(21)0 cs2_n<bidx_person(54)0");
    BOOST_TEST(rewritten("update guest set town = :t, born = :b, last = :l") ==
               "update guest set town = :t, born = :b, last = :l, bidx_all = :cs1_t, bidx_person = :cs2_l");
    BOOST_TEST(rewritten("update guest set last = null") ==
               "update guest set last = null, bidx_person = NULL, bidx_all = NULL");
    BOOST_TEST(rewritten("insert into patient set id = :i, last = :l, born = :b", mysql) ==
               "insert into patient set id = :i, last = :l, born = :b, bidx_person = :cs1_l");
    BOOST_TEST(rewritten("replace into patient(last, born) values(:l, :b)", mysql) ==
               "replace into patient(last, born, bidx_person) values(:l, :b, :cs1_l)");
}

BOOST_AUTO_TEST_CASE(a_row_without_one_of_the_parts_has_no_token)
{
    BOOST_TEST(rewritten("insert into patient(id, last) values(:i, :l)") ==
               "insert into patient(id, last) values(:i, :l)");
}

BOOST_AUTO_TEST_CASE(a_write_of_some_parts_is_refused)
{
    using enum refusal_code;
    BOOST_TEST(refused("update patient set last = :l where id = :i", companion));
    BOOST_TEST(refused("update patient set last = :l, born = born where id = :i", companion));
    BOOST_TEST(refused("update or insert into patient(id, last) values(:i, :l)", companion, firebird));
    BOOST_TEST(
        refused("insert into patient(id, last, born) values(:i, :l, :b) on conflict(id) do update set last = "
                "excluded.last",
                companion));
    BOOST_TEST(refused("update patient set bidx_person = :x", companion));
    BOOST_TEST(refused("select bidx_person from patient", companion));
    BOOST_TEST(refused("update guest set last = :l, born = :b", companion));
    BOOST_TEST(refused("insert into guest values(:l, :b, :t, :y, :z)", companion));
    BOOST_TEST(refused("insert into guest(bidx_all) values(:x)", companion));
    BOOST_TEST(refused("update v_patient set name = :l, born = :b", companion));
}

BOOST_AUTO_TEST_CASE(an_upsert_takes_the_token_of_the_proposed_row)
{
    BOOST_TEST(rewritten("insert into patient(id, last, born) values(:i, :l, :b) on conflict(id) do update set last = "
                         "excluded.last, born = excluded.born") ==
               "insert into patient(id, last, born, bidx_person) values(:i, :l, :b, :cs1_l) on conflict(id) do update "
               "set last = excluded.last, born = excluded.born, bidx_person = excluded.bidx_person");
    BOOST_TEST(
        refused("insert into patient(id, last, born) values(:i, :l, :b) on conflict(id) do update set last = "
                "excluded.last, born = :c",
                refusal_code::companion));
    BOOST_TEST(rewritten("insert into patient(id, last, born) values(:i, :l, :b) on duplicate key update last = "
                         "values(last), born = values(born)",
                         mysql) ==
               "insert into patient(id, last, born, bidx_person) values(:i, :l, :b, :cs1_l) on duplicate key update "
               "last = values(last), born = values(born), bidx_person = values(bidx_person)");
}

BOOST_AUTO_TEST_CASE(a_unique_constraint_lies_on_the_index_column)
{
    BOOST_TEST(
        rewritten("insert into patient(id, last, born) values(:i, :l, :b) on conflict(last, born) do nothing") ==
        "insert into patient(id, last, born, bidx_person) values(:i, :l, :b, :cs1_l) on conflict(bidx_person ) do "
        "nothing");
    BOOST_TEST(
        rewritten("update or insert into patient(id, last, born) values(:i, :l, :b) matching (born, last)", firebird) ==
        "update or insert into patient(id, last, born, bidx_person) values(:i, :l, :b, :cs1_l) matching "
        "(bidx_person )");
    // Three columns, but not the three of the larger index.
    BOOST_TEST(
        refused("insert into guest(last, born, town) values(:l, :b, :t) on conflict(last, born, last) do nothing",
                refusal_code::syntax));
    BOOST_TEST(refused("insert into patient(id, last) values(:i, :l) on conflict(last) do nothing",
                       refusal_code::unsearchable));
    // While keys change the row that conflicts is moved to the present key first; Firebird has no key change.
    BOOST_TEST(
        rewritten("insert into patient(last, born) values(:l, :b) on conflict(last, born) do nothing", sqlite,
                  {.data_keys = 2, .index_keys = 2}) ==
        "insert into patient(last, born, bidx_person) values(:l, :b, :cs1_l) on conflict(bidx_person ) do nothing");
    BOOST_TEST(refused("update or insert into patient(id, last, born) values(:i, :l, :b) matching (last, born)",
                       refusal_code::operator_, firebird, {.data_keys = 2, .index_keys = 2}));
}

BOOST_AUTO_TEST_CASE(rows_are_copied_with_their_tokens)
{
    BOOST_TEST(
        rewritten("insert into patient(id, last, born) select id + 100, last, born from patient where id = :i") ==
        "insert into patient(id, last, born, bidx_person) select id + 100, last, born, patient.bidx_person from "
        "patient where id = :i");
    BOOST_TEST(rewritten("insert into patient(id, last, born) select id + 100, last, null from patient") ==
               "insert into patient(id, last, born, bidx_person) select id + 100, last, null, NULL from patient");
    BOOST_TEST(
        refused("insert into patient(id, last, born) select p.id, p.last, q.born from patient p join patient q "
                "on p.id = q.id + 1",
                refusal_code::unsearchable));
}

BOOST_AUTO_TEST_CASE(the_index_column_is_not_dropped_or_narrowed)
{
    BOOST_TEST(refused("alter table patient drop column bidx_person", refusal_code::ddl));
    BOOST_TEST(refused("alter table patient alter column bidx_person type varchar(4)", refusal_code::ddl, postgres));
}

BOOST_AUTO_TEST_CASE(a_shortened_index_serves_a_plain_select_only)
{
    attribute_registry::builder builder;
    builder.add({.entity = "patient",
                 .schema = "",
                 .table = "patient",
                 .columns = {"id", "last", "born", "bidx"},
                 .key_columns = {"id"},
                 .attributes = {flagged("last"), flagged("born", value_type::date_time)},
                 .declared_at = "clinic",
                 .compounds = {over({"last", "born"}, "bidx", 4)}});
    const auto registry = builder.build();
    const auto outcome = [&](std::string_view sql) { return analyse(sql, sqlite, *registry, {}, {}).outcome; };
    BOOST_TEST((outcome("select id from patient where last = :l and born = :b") == plan_outcome::ok));
    BOOST_TEST((outcome("delete from patient where last = :l and born = :b") == plan_outcome::refuse));
    BOOST_TEST((outcome("select count(*) from patient where last = :l and born = :b") == plan_outcome::refuse));
    BOOST_TEST((outcome("insert into patient(last, born) values(:l, :b) on conflict(last, born) do nothing") ==
                plan_outcome::refuse));
}

BOOST_AUTO_TEST_SUITE_END()
