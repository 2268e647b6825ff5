#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/key_change_commands.h"
#include "adapters/admin/command_line/key_change_told.h"
#include "adapters/admin/command_line/open_administration.h"
#include "plugin/admin/refused_attempt.h"

namespace cellseal::command_line {

namespace {

struct destruction_request : admin_options {
    std::string key_check;
};

struct retirement_request : admin_options {
    std::vector<std::string> acknowledged;
};

struct pace_request : admin_options {
    std::uint64_t rate = 0;
    bool has_rate = false;
};

exit_code done(const admin_options& asked, key_change_desk& desk, terminal console)
{
    if (asked.form == answer_form::json)
        console.out << json_of(look_at(desk)).dump() << '\n';
    else
        console.out << text_of(look_at(desk));
    return exit_code::done;
}

/// Runs `act(contract, desk, caller)` after the authorizer was asked, and tells how the change stands then.
template <class Act>
exit_code acting(const admin_options& asked, attempted_act what, command_services& services, terminal console, Act act)
{
    const auto held = services.administer(asked.settings_file);
    const admin_caller caller = held->caller(asked.reason);
    const administrator& contract = held->contract();
    as_admitted(contract.surroundings(), what, caller, [&] { act(contract, held->key_change(), caller); });
    return done(asked, held->key_change(), console);
}

exit_code cancel(const admin_options& asked, command_services& services, terminal console)
{
    return acting(asked, {admin_act::change_key, "cancel"}, services, console,
                  [](const administrator& contract, key_change_desk& desk, const admin_caller& caller) {
                      contract.cancel_change(caller, desk.changer());
                  });
}

exit_code retire(const retirement_request& asked, command_services& services, terminal console)
{
    return acting(asked, {admin_act::change_key, "retire"}, services, console,
                  [&](const administrator& contract, key_change_desk& desk, const admin_caller& caller) {
                      contract.acknowledge(caller, desk.rows(), asked.acknowledged);
                      contract.retire_key(caller, desk.changer());
                  });
}

exit_code destroy(const destruction_request& asked, command_services& services, terminal console)
{
    return acting(
        asked, {admin_act::destroy_key}, services, console,
        [&](const administrator& contract, key_change_desk& desk, const admin_caller& caller) {
            contract.destroy_key(caller, desk.changer(), asked.key_check);
            console.out << "The key is destroyed. Out of reach: backups, replicas and logs of the database made "
                           "before, exports of the old passphrase together with them.\n"
                        << desk.rows().left_behind() << '\n';
        });
}

exit_code pause(const admin_options& asked, command_services& services, terminal console)
{
    return acting(asked, {admin_act::change_key, "pause"}, services, console,
                  [](const administrator& contract, key_change_desk& desk, const admin_caller& caller) {
                      contract.pause(caller, desk.rows());
                  });
}

exit_code resume(const pace_request& asked, command_services& services, terminal console)
{
    return acting(asked, {admin_act::change_key, "resume"}, services, console,
                  [&](const administrator& contract, key_change_desk& desk, const admin_caller& caller) {
                      contract.resume(caller, desk.rows(), asked.has_rate ? std::optional(asked.rate) : std::nullopt);
                  });
}

exit_code tell_change(const admin_options& asked, command_services& services, terminal console)
{
    return acting(asked, {admin_act::is_active}, services, console,
                  [](const administrator&, key_change_desk&, const admin_caller&) {});
}

template <class Request, class Act>
std::shared_ptr<Request> add_act(CLI::App& app, command_choice& choice, const std::string& name,
                                 const std::string& help, Act act)
{
    CLI::App& command = *key_group(app).add_subcommand(name, help);
    auto request = on_command<Request>(command, choice, act);
    add_admin_options(command, *request);
    command.footer("Example:\n  cellseal key " + name);
    return request;
}

}  // namespace

void add_key_status(CLI::App& app, command_choice& choice)
{
    add_act<admin_options>(app, choice, "status", "How a key change stands: since when, how many, who is missing",
                           tell_change);
}

void add_key_pause(CLI::App& app, command_choice& choice)
{
    add_act<admin_options>(app, choice, "pause", "Let all workers pause", pause);
    const auto request = add_act<pace_request>(app, choice, "resume", "Let all workers go on", resume);
    key_group(app).get_subcommand("resume")->add_option_function<std::uint64_t>(
        "--rate",
        [request](std::uint64_t rate) {
            request->rate = rate;
            request->has_rate = true;
        },
        "From now on at most so many rows a second each; 0: as fast as it goes");
}

void add_key_end(CLI::App& app, command_choice& choice)
{
    add_act<admin_options>(app, choice, "cancel", "Take a prepared change back, before it is activated", cancel);
    const auto retirement =
        add_act<retirement_request>(app, choice, "retire", "Let the old key open nothing any more but backups", retire);
    key_group(app).get_subcommand("retire")->add_option("--acknowledge", retirement->acknowledged,
                                                        "Leave a value behind by its name: \"contact.email 17\"");
    const auto destruction = add_act<destruction_request>(
        app, choice, "destroy", "Destroy an archived key: what only it opens is lost for good", destroy);
    CLI::App& command = *key_group(app).get_subcommand("destroy");
    command.add_option("key_check", destruction->key_check, "The key check of the key to destroy")->required();
    command.footer("Example:\n  cellseal key destroy 4K7P-Q2XM");
}

}  // namespace cellseal::command_line
