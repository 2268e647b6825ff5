#include "adapters/orm/soci/key_change/value_list.h"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <vector>

#include "tests/orm/soci/engine_under_test.h"

using cellseal::soci_orm::stored_field;
using cellseal::soci_orm::value_list;

namespace {

using texts = std::vector<std::optional<std::string>>;

/// What PostgreSQL makes of a list.
struct server {
    const std::unique_ptr<cellseal::tests::engine_under_test> engine = cellseal::tests::make_engine_under_test();
    soci::session sql{engine->factory(), engine->connect_string()};

    [[nodiscard]] bool is_postgresql() const { return engine->name() == "postgresql"; }

    texts read(const std::string& type, const texts& values)
    {
        std::vector<stored_field> fields(values.size());
        value_list::marks marks;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i]) fields[i].set_text(*values[i]);
            marks.keep_apart_from(fields[i]);
        }
        value_list list("n0", type);
        for (const stored_field& each : fields) list.add(each, marks);
        list.finish(marks);
        texts found;
        std::string text;
        soci::indicator state = soci::i_null;
        soci::statement ask(sql);
        ask.exchange(soci::into(text, state));
        for (auto* each : {&list.sent, &marks.separator, &marks.null})
            ask.exchange(soci::use(*each, each == &list.sent ? "n0" : each == &marks.null ? "nothing" : "between"));
        ask.alloc();
        ask.prepare("select cast(" + list.expression() + " as text) where :between <> :nothing");
        ask.define_and_bind();
        ask.execute(false);
        while (ask.fetch()) found.push_back(state == soci::i_null ? std::nullopt : std::optional(text));
        return found;
    }
    void check(const std::string& type, const texts& values) { BOOST_CHECK(read(type, values) == values); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(value_list_test, server)

BOOST_AUTO_TEST_CASE(texts_that_look_like_marks_or_like_arrays_arrive_as_they_are)
{
    if (!is_postgresql()) return;
    const std::string mark = "\x1f";
    const texts odd{"",
                    "~",
                    "~~~",
                    std::nullopt,
                    "~~",
                    mark,
                    "a" + mark,
                    mark + "0",
                    mark + mark + "00",
                    "0",
                    "\"",
                    "\\",
                    "{a,\"b",
                    "NULL",
                    "null",
                    ",",
                    "ü",
                    "x~",
                    "",
                    "}",
                    "~~~~x",
                    std::nullopt,
                    "a",
                    mark + "0" + mark,
                    ""};
    for (const char* type : {"text", "character varying", "bpchar"}) check(type, odd);
    sql << "create domain as_array as text";
    check("as_array", odd);
}

BOOST_AUTO_TEST_CASE(a_single_value_arrives_even_if_it_is_empty_or_NULL)
{
    if (!is_postgresql()) return;
    check("text", {"a"});
    check("text", {std::nullopt});
    // The other columns have one row.
    BOOST_CHECK((read("text", {""}) == texts{"", ""}));
    check("bpchar", {std::nullopt, std::nullopt});
}

BOOST_AUTO_TEST_CASE(bytes_numbers_and_identifiers_arrive_in_their_own_types)
{
    if (!is_postgresql()) return;
    check("bytea", {"\\x00ff7e1f", std::nullopt, "\\x", "\\x5c"});
    check("integer", {"-2147483648", std::nullopt, "17"});
    check("bigint", {"9223372036854775807"});
    check("xid", {"4294967295", "0"});
    check("uuid", {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", std::nullopt});
}

BOOST_AUTO_TEST_CASE(a_value_too_long_for_a_domain_is_refused_not_cut)
{
    if (!is_postgresql()) return;
    sql << "create domain short as varchar(3)";
    check("short", {"abc", std::nullopt});
    BOOST_CHECK_THROW(static_cast<void>(read("short", {"abcd"})), soci::soci_error);
}

BOOST_AUTO_TEST_CASE(a_number_is_written_out)
{
    value_list list("k0", "integer");
    value_list::marks marks;
    for (const long long number : {17LL, -3LL}) {
        stored_field field;
        field.is_number = true, field.number = number, field.state = soci::i_ok;
        marks.keep_apart_from(field);
        list.add(field, marks);
    }
    list.finish(marks);
    BOOST_TEST(list.sent == "17\x1f-3");
    list.clear();
    BOOST_TEST(list.sent.empty());
}

BOOST_AUTO_TEST_SUITE_END()
