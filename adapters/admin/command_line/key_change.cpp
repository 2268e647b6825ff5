#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/given_key.h"
#include "adapters/admin/command_line/key_change_commands.h"
#include "adapters/admin/command_line/new_key_handover.h"
#include "adapters/admin/command_line/open_administration.h"
#include "adapters/admin/command_line/secret_json.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/error/error.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal::command_line {

namespace {

struct new_key_request : work_request {
    std::string confirmed;
    std::string export_file;
    std::vector<std::string> slot_keys;
    std::vector<std::string> dropped;
    bool typed = false;
    bool go_on = false;
};

key_change_request request_from(const new_key_request& asked, const admin_caller& caller, command_services& services,
                                open_administration& held, terminal console)
{
    auto& memory = held.contract().surroundings().around.crypto.key_memory();
    key_change_request wanted;
    if (asked.typed) wanted.new_secret = typed_new_key(memory, console);
    for (const std::string& file : asked.slot_keys)
        for (slot_secret& each : read_sealkey(services.read_key(file, memory).expose(), memory))
            wanted.other_secrets.push_back(std::move(each));
    wanted.dropped_slots = asked.dropped;
    wanted.who = caller.who;
    wanted.reason = caller.reason;
    return wanted;
}

void tell_json(const accepted_change& accepted, const new_key_handover& where, bool activated, std::ostream& out)
{
    nlohmann::ordered_json answer{
        {"accepted", true},          {"key_check", accepted.key_check},      {"old_key_check", accepted.old_check},
        {"key", accepted.key_place}, {"not_written_because", where.because}, {"export", where.file},
        {"activated", activated}};
    std::string text = answer.dump();
    if (!where.is_nowhere) {
        out << text << '\n';
        return;
    }
    text.pop_back();  // The brace.
    out << text << ",\"new_key\":";
    write_json_text(out, *accepted.new_key);
    out << "}\n";
}

std::string_view what_follows(const new_key_request& asked, const new_key_handover& where, bool activated)
{
    if (activated) return "New values are sealed under the new key from now on. Go on with: cellseal key work\n";
    if (where.is_nowhere && asked.compromised)
        return "It is not activated before the new key lies somewhere: put it there, then cellseal key work "
               "--compromised\n";
    if (where.is_nowhere && asked.force)
        return "It is not activated before the new key lies somewhere: put it there, then cellseal key work --force\n";
    return "It is activated when all processes have the new key; see: cellseal key status\n";
}

exit_code change(const new_key_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const admin_caller caller = held->caller(asked.reason);
    held->contract().admit_change({caller, asked.confirmed});
    const admin_surroundings& on = held->contract().surroundings();
    const accepted_change accepted = with_refusals_recorded(on, {admin_act::change_key}, caller, [&] {
        key_changer& changer = held->key_change().changer();
        require_place_for_new_key(asked.export_file, changer);
        return changer.change(request_from(asked, caller, services, *held, console));
    });
    const new_key_handover where = hand_over(accepted, asked.export_file, services);
    if (asked.form == answer_form::text) {
        console.out << fmt::format("accepted: the key changes from {} to {}\n", accepted.old_check, accepted.key_check);
        if (!accepted.key_place.empty()) console.out << fmt::format("key        {}\n", accepted.key_place);
        tell_steps(where, accepted, on.around.source.place(), console);
        console.out << std::flush;
    }
    // From activation on the present key opens nothing more: not while the new one lies nowhere.
    const bool activated = !where.is_nowhere && activate_without_the_missing(asked, *held, caller);
    if (asked.form == answer_form::json)
        tell_json(accepted, where, activated, console.out);
    else
        console.out << what_follows(asked, where, activated);
    if (activated && asked.compromised && asked.form == answer_form::text) tell_missing_fences(held->key_change(), console);
    if (where.is_nowhere) return exit_code::refused;  // Somebody has to do something first.
    return asked.go_on ? work_on_change(asked, *held, console) : exit_code::done;
}

}  // namespace

void add_key_change(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand("change", "Change the key while everything runs");
    const auto request = on_command<new_key_request>(command, choice, change);
    add_admin_options(command, *request);
    command.add_option("--confirm", request->confirmed, "The key check of the present key, typed again")->required();
    command.add_flag("--typed", request->typed, "Type the new passphrase; else one is generated");
    command.add_option("--export", request->export_file, "Where the new key lies if its source cannot be written");
    command.add_option("--slot-key", request->slot_keys, "A file with the key of another slot that goes on");
    command.add_option("--drop-slot", request->dropped, "A slot that opens no longer after the change");
    add_haste(command, *request);
    command.add_option("--lease", request->lease, "With --force, --work: seconds until all processes have followed");
    command.add_flag("--work", request->go_on, "Go on with cellseal key work");
    command.footer("Example:\n  cellseal key change --confirm 4K7P-Q2XM --reason \"yearly\"");
}

}  // namespace cellseal::command_line
