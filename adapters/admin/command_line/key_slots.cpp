#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/given_key.h"
#include "plugin/admin/key_placing.h"

namespace cellseal::command_line {

namespace {

struct slot_request : admin_options {
    std::string name;
    std::string key_file;
    std::string export_file;
    bool typed = false;
};

exit_code tell_slots(const admin_options& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const auto [slots, not_recorded] = held->contract().slots(held->caller(asked.reason));
    tell_not_recorded(not_recorded, console);
    if (asked.form == answer_form::json) {
        auto all = nlohmann::ordered_json::array();
        for (const slot_description& each : slots)
            all.push_back({{"name", each.name},
                           {"opened_by", each.opened_by},
                           {"key_check", each.key_check},
                           {"created_at", each.created_at},
                           {"on_record", each.on_record}});
        console.out << all.dump() << '\n';
        return exit_code::done;
    }
    for (const slot_description& each : slots)
        console.out << fmt::format("{:<16} {:<22} key {}  since {}{}\n", each.name, each.opened_by, each.key_check,
                                   each.created_at, each.on_record ? "  can be shown" : "");
    return exit_code::done;
}

// The first key of a file, a typed one, or a new one, whose export is written before the slot is made.
slot_secret key_for_slot(const slot_request& asked, command_services& services, open_administration& held,
                         terminal console)
{
    const keyring_surroundings& around = held.contract().surroundings().around;
    auto& memory = around.crypto.key_memory();
    if (asked.typed) return typed_new_key(memory, console);
    if (!asked.key_file.empty()) {
        const secret_bytes file = services.read_key(asked.key_file, memory);
        return std::move(read_sealkey(file.expose(), memory).front());
    }
    slot_secret fresh;
    fresh.bytes = passphrase::generate(around.crypto).utf8();
    const auto document = around.store.load();
    if (!document) throw error(errc::keyring_missing, fmt::format("there is no keyring in {}", around.store.place()));
    services.write_key(asked.export_file,
                       *sealkey_text(labels_of(*document, asked.name, around.time.now()), fresh, memory));
    return fresh;
}

exit_code add(const slot_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const slot_secret secret = key_for_slot(asked, services, *held, console);
    held->contract().add_slot(held->caller(asked.reason), asked.name, secret);
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"added", asked.name}, {"export", asked.export_file}}.dump() << '\n';
    else
        console.out << fmt::format("slot \"{}\" is added{}\n", asked.name,
                                   asked.export_file.empty() ? "" : ": its key lies in " + asked.export_file);
    return exit_code::done;
}

exit_code remove(const slot_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    held->contract().remove_slot(held->caller(asked.reason), asked.name);
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"removed", asked.name}}.dump() << '\n';
    else
        console.out << fmt::format(
            "slot \"{}\" is removed. Older copies of the database still open with its key: if that is in wrong hands, "
            "change the key\n",
            asked.name);
    return exit_code::done;
}

void add_adding(CLI::App& slots, command_choice& choice)
{
    CLI::App& command = *slots.add_subcommand("add", "Let one more key open the keyring: a recovery passphrase");
    const auto request = on_command<slot_request>(command, choice, add);
    add_admin_options(command, *request);
    command.add_option("name", request->name, "The slot's name: recovery")->required();
    auto* ways = command.add_option_group("key", "Exactly one of:");
    ways->add_option("--export", request->export_file, "Generate a passphrase and write its export here");
    ways->add_option("--key-file", request->key_file, "Take the key of this file");
    ways->add_flag("--typed", request->typed, "Type a passphrase: 10 to 100 characters, a letter, a numeral, a symbol");
    ways->require_option(1);
    command.footer("Example:\n  cellseal key slot add recovery --export /media/safe/recovery.sealkey");
}

}  // namespace

void add_key_slots(CLI::App& app, command_choice& choice)
{
    CLI::App& slots = *key_group(app).add_subcommand("slot", "What opens the keyring: list, add, remove");
    slots.require_subcommand(1);
    CLI::App& list = *slots.add_subcommand("list", "List the slots; needs no key");
    add_admin_options(list, *on_command<admin_options>(list, choice, tell_slots));
    list.footer("Example:\n  cellseal key slot list --json");
    add_adding(slots, choice);
    CLI::App& removal = *slots.add_subcommand("remove", "Remove a slot; never the last, never the one in use here");
    const auto request = on_command<slot_request>(removal, choice, remove);
    add_admin_options(removal, *request);
    removal.add_option("name", request->name, "The slot's name")->required();
    removal.footer("Example:\n  cellseal key slot remove recovery");
}

}  // namespace cellseal::command_line
