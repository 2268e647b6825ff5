#include "adapters/admin/command_line/init.h"

#include <optional>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/given_key.h"

namespace cellseal::command_line {

namespace {

constexpr const char* next_step =
    "Copy the key file to a safe place away from the database and its backups, now: without it nobody can read the "
    "protected values any more. Then start the application, or look with: cellseal status";

std::string text_of(const made_key& made)
{
    return fmt::format(
        "The first key of organisation \"{}\" is made.\n"
        "key check  {}\n"
        "key        {}\n"
        "keyring    {}\n"
        "{}\n",
        made.organisation, made.key_check, made.key_place, made.keyring_place, next_step);
}

nlohmann::ordered_json json_of(const made_key& made)
{
    return {{"organisation", made.organisation}, {"key_check", made.key_check}, {"key", made.key_place},
            {"keyring", made.keyring_place},     {"warnings", made.warnings},   {"next", next_step}};
}

}  // namespace

exit_code make_key(const init_request& request, command_services& services, terminal console)
{
    std::optional<slot_secret> typed;
    if (request.typed) typed = typed_new_key(*std::pmr::new_delete_resource(), console);
    const made_key made = services.init(request.settings_file, request.key_file, typed ? &*typed : nullptr);
    if (request.form == answer_form::json)
        console.out << json_of(made).dump() << '\n';
    else
        console.out << text_of(made);
    for (const std::string& warning : made.warnings) console.err << "cellseal: " << warning << '\n';
    return exit_code::done;
}

}  // namespace cellseal::command_line
