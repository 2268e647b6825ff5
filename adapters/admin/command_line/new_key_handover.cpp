#include "adapters/admin/command_line/new_key_handover.h"

#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "plugin/error/error.h"

namespace cellseal::command_line {

void require_place_for_new_key(const std::string& export_file, const key_changer& changer)
{
    const std::string reason = changer.cannot_place_key();
    if (reason.empty()) return;
    if (export_file.empty())
        throw error(errc::change_refused,
                    fmt::format("{}: say with --export where the new key is to lie. Nothing was changed", reason));
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(export_file, ignored)))
        throw error(
            errc::change_refused,
            fmt::format("{} exists already, and an export is never written over anything: name another file. Nothing "
                        "was changed",
                        export_file));
}

new_key_handover hand_over(const accepted_change& accepted, const std::string& export_file, command_services& services)
{
    if (!accepted.new_key) return {};
    if (export_file.empty()) return {"", accepted.not_written_because, true};
    try {
        services.write_key(export_file, *accepted.new_key);
        return {export_file, accepted.not_written_because, false};
    } catch (const error& refused) {
        return {"", fmt::format("{}; {}", accepted.not_written_because, refused.what()), true};
    }
}

void tell_steps(const new_key_handover& where, const accepted_change& accepted, const std::string& source,
                terminal console)
{
    if (where.file.empty() && !where.is_nowhere) return;
    console.out << fmt::format("The new key could not be put where processes look for it: {}.\n", where.because);
    if (where.is_nowhere)
        console.out << "It lies nowhere, and is shown this once. Keep it now:\n\n"
                    << chars_of(accepted.new_key->expose()) << '\n';
    else
        console.out << fmt::format("It lies in {}, and nowhere else.\n", where.file);
    console.out << fmt::format(
        "For every process that starts with {0}:\n"
        "  1. put the new key there in place of the present one: into a file the whole export (mode 0600), into a "
        "variable its line of digits;\n"
        "  2. a file is read again by itself; with a variable, start the process again. The new key opens the present "
        "one as well: one process after the other.\n"
        "Who is still missing: cellseal key status. Second thoughts: cellseal key cancel, and put {1} back.\n",
        source, accepted.old_check);
}

}  // namespace cellseal::command_line
