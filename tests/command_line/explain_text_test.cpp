#include <boost/test/unit_test.hpp>

#include "adapters/admin/command_line/explain_text.h"

using namespace cellseal;
using command_line::explain_text;
using command_line::pointed_at;

namespace {

attribute email()
{
    attribute which;
    which.entity = "contact";
    which.name = "email";
    return which;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explain_text_test)

BOOST_AUTO_TEST_CASE(the_caret_stands_under_the_character_not_the_byte)
{
    BOOST_TEST(pointed_at("select 'ä€😀', x", 20) == "  select 'ä€😀', x\n                ^\n");
    BOOST_TEST(pointed_at("select 'ä€😀', x", 21) == "  select 'ä€😀', x\n                 ^\n");
}

BOOST_AUTO_TEST_CASE(of_several_lines_the_one_with_the_mistake_is_shown)
{
    BOOST_TEST(pointed_at("select id\n\tfrom contact\nwhere 1", 16) == "  \tfrom contact\n  \t     ^\n");
    BOOST_TEST(pointed_at("a\nb", 1) == "  a\n   ^\n");
}

BOOST_AUTO_TEST_CASE(an_offset_at_or_behind_the_end_points_behind_the_last_character)
{
    BOOST_TEST(pointed_at("ab", 2) == "  ab\n    ^\n");
    BOOST_TEST(pointed_at("ab", 99) == "  ab\n    ^\n");
    BOOST_TEST(pointed_at("", 0) == "  \n  ^\n");
}

BOOST_AUTO_TEST_CASE(control_characters_do_not_reach_the_terminal)
{
    BOOST_TEST(pointed_at("a\x1b[31mb", 0) == "  a?[31mb\n  ^\n");
}

BOOST_AUTO_TEST_CASE(a_refusal_says_where_why_and_what_to_write_instead)
{
    statement_plan plan;
    plan.outcome = plan_outcome::refuse;
    plan.why =
        refusal{refusal_code::operator_, 37, "contact.email", "LIKE cannot be asked of a sealed value.", "Use = :p."};
    BOOST_TEST(explain_text(plan, "select id\nfrom contact\nwhere email like :p") ==
               "refused (operator) at line 3, column 15, byte 37:\n"
               "  where email like :p\n"
               "                ^\n"
               "contact.email: LIKE cannot be asked of a sealed value.\n"
               "hint: Use = :p.\n");
}

BOOST_AUTO_TEST_CASE(an_understood_statement_shows_each_parameter_each_opened_column_and_the_text_that_runs)
{
    const attribute subject = email();
    statement_plan plan;
    plan.outcome = plan_outcome::ok;
    plan.parameters = {{0, "e", parameter_role::compare, &subject, {}}, {1, "n", parameter_role::plain, nullptr, {}}};
    plan.columns = {{nullptr, false, {}}, {&subject, false, {}}, {&subject, true, {}}};
    plan.rewritten = "select id, email\nfrom contact";
    BOOST_TEST(explain_text(plan, "…") ==
               "understood\n"
               "parameters:\n"
               "   0  :e                is compared with contact.email\n"
               "   1  :n                plain\n"
               "opened result columns:\n"
               "   1  contact.email\n"
               "runs as:\n"
               "  select id, email\n"
               "  from contact\n");
}

BOOST_AUTO_TEST_CASE(a_statement_that_names_no_protected_table_passes)
{
    BOOST_TEST(explain_text({}, "select 1") == "passes untouched: it names no protected table\n");
}

BOOST_AUTO_TEST_SUITE_END()
