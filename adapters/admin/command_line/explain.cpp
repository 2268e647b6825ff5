#include "adapters/admin/command_line/explain.h"

#include <istream>
#include <iterator>
#include <ostream>

#include "adapters/admin/command_line/explain_batch.h"
#include "adapters/admin/command_line/explain_json.h"
#include "adapters/admin/command_line/explain_text.h"

namespace cellseal::command_line {

namespace {

/// Without the line break that an editor or `echo` puts at the end, so that offsets and the rewritten text stay the
/// user's.
std::string statement_from(std::istream& in)
{
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (text.ends_with('\n')) text.pop_back();
    if (text.ends_with('\r')) text.pop_back();
    return text;
}

}  // namespace

exit_code explain(const explain_request& request, command_services& services, terminal console)
{
    statement_analyser analyser = services.analyser(request.settings_file);
    if (request.language) analyser.usual = *request.language;
    if (request.batch) {
        explain_batch(analyser, console);
        return exit_code::done;
    }
    const std::string sql = request.sql && *request.sql != "-" ? *request.sql : statement_from(console.in);
    const statement_plan plan = analyser.analyse(sql, analyser.usual);
    if (request.form == answer_form::json)
        console.out << dumped(explain_json(plan)) << '\n';
    else
        console.out << explain_text(plan, sql);
    return plan.outcome == plan_outcome::refuse ? exit_code::refused : exit_code::done;
}

}  // namespace cellseal::command_line
