#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/given_key.h"
#include "adapters/admin/command_line/key_change_commands.h"
#include "adapters/admin/command_line/open_administration.h"
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
    bool compromised = false;
    bool force = false;
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

// What could be written nowhere goes where the administrator says, for whoever looks after the key source.
void hand_over(const new_key_request& asked, const accepted_change& accepted, command_services& services)
{
    if (!accepted.new_key || asked.export_file.empty()) return;
    services.write_key(asked.export_file, *accepted.new_key);
}

void tell(const new_key_request& asked, const accepted_change& accepted, bool activated, terminal console)
{
    if (asked.form == answer_form::json) {
        console.out << nlohmann::ordered_json{{"accepted", true},
                                              {"key_check", accepted.key_check},
                                              {"old_key_check", accepted.old_check},
                                              {"key", accepted.key_place},
                                              {"not_written_because", accepted.not_written_because},
                                              {"activated", activated}}
                           .dump()
                    << '\n';
        return;
    }
    console.out << fmt::format("accepted: the key changes from {} to {}\n", accepted.old_check, accepted.key_check);
    if (!accepted.key_place.empty())
        console.out << fmt::format("key        {}\n", accepted.key_place);
    else
        console.out << fmt::format(
            "The new key could not be put where processes look for it: {}.\nIt lies in {}; give it to every process.\n",
            accepted.not_written_because, asked.export_file);
    console.out << (activated ? "New values are sealed under the new key from now on. Go on with: cellseal key work\n"
                              : "It is activated when all processes have the new key; see: cellseal key status\n");
}

exit_code change(const new_key_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const admin_caller caller = held->caller(asked.reason);
    held->contract().admit_change({caller, asked.confirmed});
    if (!held->contract().surroundings().key_place && asked.export_file.empty())
        throw error(errc::change_refused,
                    "the key source cannot be written from here: say with --export where the new key is to lie");
    key_change_desk& desk = held->key_change();
    const accepted_change accepted = desk.changer().change(request_from(asked, caller, services, *held, console));
    hand_over(asked, accepted, services);
    bool activated = false;
    if (asked.compromised || asked.force)
        activated = desk.changer().activate(
            key_changer::missing::leave_behind,
            asked.compromised ? key_changer::old_key::is_suspect : key_changer::old_key::opens, caller.who);
    tell(asked, accepted, activated, console);
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
    command.add_flag("--compromised", request->compromised,
                     "The old passphrase is in wrong hands: activate at once, fence at once");
    command.add_flag("--force", request->force, "Activate at once; processes without the new key stop sealing");
    command.add_flag("--work", request->go_on, "Go on with cellseal key work");
    command.footer("Example:\n  cellseal key change --confirm 4K7P-Q2XM --reason \"yearly\"");
}

}  // namespace cellseal::command_line
