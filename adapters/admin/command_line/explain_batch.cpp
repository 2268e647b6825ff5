#include "adapters/admin/command_line/explain_batch.h"

#include <istream>
#include <optional>
#include <ostream>
#include <stdexcept>

#include <fmt/format.h>

#include "adapters/admin/command_line/explain_json.h"

namespace cellseal::command_line {

namespace {

using json = nlohmann::ordered_json;

/// A line that cannot be answered; what() says why.
struct bad_line : std::runtime_error {
    using std::runtime_error::runtime_error;
};

const json& text_member(const json& line, const char* name)
{
    const auto found = line.find(name);
    if (found == line.end() || !found->is_string()) throw bad_line{fmt::format("\"{}\" is missing or no text", name)};
    return *found;
}

dialect dialect_of(const json& line, dialect usual)
{
    const auto given = line.find("dialect");
    if (given == line.end() || given->is_null()) return usual;
    const std::string name = text_member(line, "dialect").get<std::string>();
    const auto known = dialect_named(name);
    if (known) return *known;
    if (const auto backend = dialect_of_backend(name)) return *backend;
    throw bad_line{"unknown \"dialect\"; known are sqlite, postgres, mysql, firebird, odbc"};
}

/// Texts and numbers only: what is given back is printed, and depth would be the stack's.
const json& id_of(const json& line)
{
    static const json none = nullptr;
    const auto id = line.find("id");
    if (id == line.end()) return none;
    if (id->is_structured()) throw bad_line{"\"id\" has to be a text or a number"};
    return *id;
}

json parsed(const std::string& text)
{
    json line = json::parse(text, nullptr, false);
    if (line.is_discarded()) throw bad_line{"this is no JSON (in UTF-8, one object on one line)"};
    if (!line.is_object()) throw bad_line{R"(this is no object; write {"id":…,"dialect":…,"sql":…})"};
    return line;
}

json answer_to(const std::string& text, std::size_t number, const statement_analyser& analyser)
{
    json answer{{"id", nullptr}};
    try {
        const json line = parsed(text);
        answer["id"] = id_of(line);
        const std::string sql = text_member(line, "sql").get<std::string>();
        answer.update(explain_json(analyser.analyse(sql, dialect_of(line, analyser.usual))));
    } catch (const std::exception& problem) {
        answer["error"] = {{"line", number}, {"message", problem.what()}};
    }
    return answer;
}

}  // namespace

void explain_batch(const statement_analyser& analyser, terminal console)
{
    std::string text;
    for (std::size_t number = 1; std::getline(console.in, text); ++number)
        console.out << dumped(answer_to(text, number, analyser)) << '\n' << std::flush;
}

}  // namespace cellseal::command_line
