#include <ostream>

#include <fmt/format.h>

#include "adapters/admin/command_line/key_change_commands.h"
#include "adapters/admin/command_line/key_change_told.h"
#include "adapters/admin/command_line/open_administration.h"
#include "plugin/admin/refused_attempt.h"

namespace cellseal::command_line {

namespace {

// Before the new key seals nothing is left to move; then all of it is.
void tell_what_moves(const status_report& stored, std::ostream& out)
{
    out << "a key change moves what is sealed now:\n";
    for (const attribute_coverage& each : stored.coverage) {
        std::uint64_t values = 0;
        for (const auto& part : each.sealed) values += part.count;
        out << fmt::format("  {:<32} {:>12} values\n", each.attribute, values);
    }
}

exit_code tell_plan(key_change_desk& desk, const std::function<status_report()>& stored, terminal console)
{
    const told_change told = look_at(desk);
    console.out << text_of(told);
    const change_phase phase = told.facts.state.phase;
    if (phase == change_phase::none || phase == change_phase::prepared) tell_what_moves(stored(), console.out);
    for (const std::string& each : desk.rows().triggers_fired())
        console.out << fmt::format("resealing fires your trigger {}\n", each);
    console.out << "nothing was done (--dry-run)\n";
    return exit_code::done;
}

bool is_left_by_policies(key_change_desk& desk)
{
    const told_change told = look_at(desk);
    return told.facts.state.phase == change_phase::none && told.rows_left() > 0;
}

exit_code tell_outcome(work_outcome outcome, key_change_desk& desk, answer_form form, terminal console)
{
    const told_change told = look_at(desk);
    if (form == answer_form::json)
        console.out << json_of(told).dump() << '\n';
    else
        console.out << text_of(told);
    if (outcome == work_outcome::verified && form == answer_form::text) {
        console.out << "every value was opened with the new key.\n" << desk.rows().left_behind() << '\n';
        tell_missing_fences(desk, console);
    }
    return outcome == work_outcome::needs_a_decision || outcome == work_outcome::needs_the_key ? exit_code::refused
                                                                                               : exit_code::done;
}

work_outcome work_visibly(const work_request& asked, const admin_caller& caller, key_change_desk& desk,
                          terminal console)
{
    // Whatever is said next, an error included, begins on a line of its own.
    struct line_end {
        const terminal& console;
        bool shown;
        ~line_end()
        {
            if (shown) console.err << '\n';
        }
    } const ends{console, asked.form == answer_form::text};
    const auto watch = watching(asked.form, console);
    return is_left_by_policies(desk) ? desk.follow_policies(limits_of(asked, caller), watch)
                                     : desk.work(limits_of(asked, caller), watch);
}

exit_code work(const work_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    if (!asked.dry_run) return work_on_change(asked, *held, console);
    return as_admitted(held->contract().surroundings(), {admin_act::change_key, "work"}, held->caller(asked.reason),
                       [&] {
                           return tell_plan(
                               held->key_change(), [&] { return services.status(asked.settings_file); }, console);
                       });
}

}  // namespace

void tell_missing_fences(key_change_desk& desk, terminal console)
{
    const auto statements = desk.missing_fences();
    if (statements.empty()) return;
    console.out << "This user may not make triggers: the database itself does not refuse values under an old key yet. "
                   "Let the owner of the tables run:\n";
    for (const std::string& each : statements) console.out << each << ";\n";
}

exit_code work_on_change(const work_request& asked, open_administration& held, terminal console)
{
    const admin_caller caller = held.caller(asked.reason);
    const admin_surroundings& on = held.contract().surroundings();
    return as_admitted(on, {admin_act::change_key, "work"}, caller, [&] {
        key_change_desk& desk = held.key_change();
        held.contract().acknowledge(caller, desk.rows(), asked.acknowledged);
        static_cast<void>(activate_without_the_missing(asked, held, caller));
        return tell_outcome(work_visibly(asked, caller, desk, console), desk, asked.form, console);
    });
}

work_limits limits_of(const work_request& asked, const admin_caller& caller)
{
    return {.rows_per_batch = asked.batch,
            .rows_per_second = asked.rate,
            .lease = std::chrono::seconds(asked.lease),
            .who = caller.who,
            .reason = caller.reason};
}

change_worker::watcher watching(answer_form form, terminal console)
{
    // A log that nobody looks at is not to grow while nothing happens.
    return [form, console, shown = std::string()](const work_progress& progress) mutable {
        if (form != answer_form::text) return true;
        std::string line = progress_line(progress);
        if (line != shown) console.err << '\r' << line << "\x1b[K" << std::flush;
        shown = std::move(line);
        return true;
    };
}

void add_pace(CLI::App& command, work_request& request)
{
    command.add_option("--rate", request.rate, "At most so many rows a second; 0: as fast as it goes");
    command.add_option("--batch", request.batch, "At most so many rows in one commit; else what fits beside others")
        ->check(CLI::Range(1, 100000));
    command.add_option("--lease", request.lease,
                       "Seconds until all processes have followed, before the first row is touched");
    command.add_option("--acknowledge", request.acknowledged,
                       "Pass a value that does not open, or a duplicate, by its name: \"contact.email 17\"");
}

void add_haste(CLI::App& command, work_request& request)
{
    command.add_flag("--compromised", request.compromised,
                     "The old passphrase is in wrong hands: activate at once, fence at once");
    command.add_flag("--force", request.force, "Activate at once; processes without the new key stop sealing");
}

bool activate_without_the_missing(const work_request& asked, open_administration& held, const admin_caller& caller)
{
    if (!asked.force && !asked.compromised) return false;
    key_change_desk& desk = held.key_change();
    if (desk.changer().state().phase != change_phase::prepared) return false;
    // With the old passphrase in wrong hands every second counts; else nobody misses what others seal.
    if (!asked.compromised)
        held.contract().surroundings().around.time.wait(std::min(std::chrono::seconds(asked.lease), heard_within));
    return desk.changer().activate(key_changer::missing::leave_behind,
                                   asked.compromised ? key_changer::old_key::is_suspect : key_changer::old_key::opens,
                                   caller.who, caller.reason);
}

void add_key_work(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand(
        "work", "Carry a key change on: activate, reseal, fence, verify; any number at once, stopped at any time");
    const auto request = on_command<work_request>(command, choice, work);
    add_admin_options(command, *request);
    add_pace(command, *request);
    add_haste(command, *request);
    command.add_flag("--dry-run", request->dry_run,
                     "Tell what there is to do, how many values, and which triggers it fires");
    command.footer("Example:\n  cellseal key work --rate 2000");
}

}  // namespace cellseal::command_line
