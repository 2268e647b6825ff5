#include <sstream>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/explain_batch.h"

using namespace cellseal;
using nlohmann::json;

namespace {

/// What the batch answers when every statement is understood as one comparison with contact.email.
std::vector<json> answers(const std::string& lines, statement_plan plan = {})
{
    std::istringstream in{lines};
    std::ostringstream out, err;
    const auto analyse = [&](std::string_view sql, dialect language) {
        if (plan.rewritten.empty()) plan.rewritten = std::string{name_of(language)} + ": " + std::string{sql};
        return plan;
    };
    command_line::explain_batch({analyse, dialect::postgres}, {in, out, err});
    std::vector<json> parsed;
    std::istringstream answered{out.str()};
    for (std::string line; std::getline(answered, line);) parsed.push_back(json::parse(line));
    return parsed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explain_batch_test)

BOOST_AUTO_TEST_CASE(an_answer_has_the_documented_shape)
{
    attribute email;
    email.entity = "contact";
    email.name = "email";
    statement_plan plan;
    plan.outcome = plan_outcome::ok;
    plan.rewritten = "select 1";
    plan.parameters = {{0, "e", parameter_role::compare, &email, {}}, {1, "n", parameter_role::plain, nullptr, {}}};
    plan.columns = {{nullptr, false, {}}, {&email, false, {}}, {&email, true, {}}};
    const auto answer = answers(R"({"id":"a-1","dialect":"sqlite","sql":"select 1"})", plan);
    BOOST_REQUIRE(answer.size() == 1U);
    BOOST_TEST(answer[0] == json::parse(R"({"id":"a-1","outcome":"ok",
        "parameters":[{"occurrence":0,"name":"e","role":"compare","attribute":"contact.email"},
                      {"occurrence":1,"name":"n","role":"plain","attribute":null}],
        "columns":[{"position":1,"attribute":"contact.email"}],"refusal":null,"rewritten":"select 1"})"));
}

BOOST_AUTO_TEST_CASE(a_refusal_has_its_code_offset_message_and_hint_and_no_rewritten_text)
{
    statement_plan plan;
    plan.outcome = plan_outcome::refuse;
    plan.why = refusal{refusal_code::operator_, 7, "contact.email", "why", "what"};
    const auto answer = answers(R"({"id":1,"sql":"x"})", plan);
    BOOST_REQUIRE(answer.size() == 1U);
    BOOST_TEST(answer[0]["outcome"] == "refuse");
    BOOST_TEST(
        answer[0]["refusal"] ==
        json::parse(R"({"code":"operator","offset":7,"subject":"contact.email","message":"why","hint":"what"})"));
    BOOST_TEST(answer[0]["rewritten"].is_null());
}

BOOST_AUTO_TEST_CASE(a_line_without_a_dialect_is_read_in_that_of_the_settings)
{
    BOOST_TEST(answers(R"({"id":1,"sql":"x"})")[0]["rewritten"] == "postgres: x");
    BOOST_TEST(answers(R"({"id":1,"dialect":"mysql","sql":"x"})")[0]["rewritten"] == "mysql: x");
    BOOST_TEST(answers(R"({"id":1,"dialect":"sqlite3","sql":"x"})")[0]["rewritten"] == "sqlite: x");
}

BOOST_AUTO_TEST_CASE(every_line_gets_exactly_one_answer_whatever_it_holds)
{
    const std::string deep(200000, '[');
    const std::vector<std::string> bad = {
        "",
        "{",
        "null",
        "[1]",
        "\"sql\"",
        R"({"id":1})",
        R"({"id":2,"sql":5})",
        R"({"id":3,"sql":"x","dialect":"oracle"})",
        R"({"id":4,"sql":"x","dialect":7})",
        R"({"id":[5],"sql":"x"})",
        "{\"id\":6,\"sql\":\"\xff\"}",
        deep,
        "{\"id\":" + deep,
        std::string("\0", 1),
    };
    std::string lines = "{\"id\":\"first\",\"sql\":\"x\"}\n";
    for (const std::string& each : bad) lines += each + "\n";
    lines += "{\"id\":\"last\",\"sql\":\"x\"}";  // No line break behind it.
    const auto answer = answers(lines);
    BOOST_REQUIRE(answer.size() == bad.size() + 2);
    BOOST_TEST(answer.front()["id"] == "first");
    BOOST_TEST(answer.back()["id"] == "last");
    for (std::size_t i = 0; i < bad.size(); ++i) {
        BOOST_TEST(answer[i + 1]["error"]["line"] == i + 2);
        BOOST_TEST(!answer[i + 1]["error"]["message"].get<std::string>().empty());
    }
    BOOST_TEST(answer[7]["id"] == 2);
}

BOOST_AUTO_TEST_CASE(a_line_may_end_as_on_windows_and_hold_any_character)
{
    const auto answer = answers("{\"id\":1,\"sql\":\"ä\\u0000😀\"}\r\n");
    BOOST_REQUIRE(answer.size() == 1U);
    BOOST_TEST(answer[0]["rewritten"].get<std::string>() == std::string("postgres: ä\0😀", 17));
}

BOOST_AUTO_TEST_SUITE_END()
