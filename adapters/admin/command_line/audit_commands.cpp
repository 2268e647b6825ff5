#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/explain_json.h"

namespace cellseal::command_line {

namespace {

// What people typed must not move the cursor of whoever reads it.
std::string printable(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || byte == 0x7F ? fmt::format("\\x{:02x}", byte) : std::string(1, c);
    }
    return out;
}

std::string text_of(const event& each)
{
    return fmt::format("{:>6}  {}  {:<22} {:<16} {}{}{}\n", each.number ? fmt::format("{}", *each.number) : "waits",
                       to_rfc3339(each.happened_at), printable(each.what), printable(each.who), printable(each.subject),
                       each.reason.empty() ? "" : fmt::format("  ({})", printable(each.reason)),
                       each.authenticated ? "" : "  [unauthenticated]");
}

nlohmann::ordered_json json_of(const event& each)
{
    return {{"number", each.number ? nlohmann::ordered_json(*each.number) : nlohmann::ordered_json(nullptr)},
            {"at", to_rfc3339(each.happened_at)},
            {"what", each.what},
            {"who", each.who},
            {"subject", each.subject},
            {"reason", each.reason},
            {"authenticated", each.authenticated}};
}

exit_code list(const admin_options& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    bool any = false;
    if (asked.form == answer_form::json) console.out << '[';
    const std::string not_recorded = held->contract().each_event(held->caller(asked.reason), [&](const event& each) {
        if (asked.form == answer_form::json)
            console.out << (any ? "," : "") << dumped(json_of(each));
        else
            console.out << text_of(each);
        any = true;
    });
    if (asked.form == answer_form::json) console.out << "]\n";
    tell_not_recorded(not_recorded, console);
    return exit_code::done;
}

exit_code verify(const admin_options& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const audit_report report = held->contract().verify_audit(held->caller(asked.reason));
    const audit_finding& found = report.finding;
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"whole", found.fault.empty()},       {"whole_up_to", found.whole_up_to},
                                              {"expected", found.expected},         {"fault", found.fault},
                                              {"waiting", report.waiting},          {"head", report.head},
                                              {"not_recorded", report.not_recorded}}
                           .dump()
                    << '\n';
    else if (found.fault.empty())
        console.out << fmt::format("whole: {} events, {} wait to be chained; head {}\n", found.expected, report.waiting,
                                   report.head);
    else
        console.out << fmt::format(
            "not whole: {}. {} of {} events are as they were written. Look into the database's "
            "own log for who changed the table, and restore it from a backup\n",
            found.fault, found.whole_up_to, found.expected);
    tell_not_recorded(report.not_recorded, console);
    return found.fault.empty() ? exit_code::done : exit_code::refused;
}

}  // namespace

void add_audit(CLI::App& app, command_choice& choice)
{
    CLI::App& audit = *app.add_subcommand("audit", "What was done with the key: list, verify");
    audit.require_subcommand(1);
    CLI::App& listing = *audit.add_subcommand("list", "List the audit trail; needs no key, and trusts the database");
    add_admin_options(listing, *on_command<admin_options>(listing, choice, list));
    listing.footer(
        "What ends with _refused is an attempt that was refused, and why: equal ones of one person once an hour, 60 "
        "of\n"
        "all together. Example:\n  cellseal audit list --json");
    CLI::App& verifying = *audit.add_subcommand("verify", "Tell whether events were changed, removed or cut off");
    add_admin_options(verifying, *on_command<admin_options>(verifying, choice, verify));
    verifying.footer(
        "Exit code 1: they were. The whole database put back to an earlier day is found only by a copy of the head "
        "kept\n"
        "elsewhere. Example:\n  cellseal audit verify");
}

}  // namespace cellseal::command_line
