#include "adapters/admin/command_line/exit_code.h"

namespace cellseal::command_line {

exit_code exit_code_for(errc code) noexcept
{
    switch (code) {
        case errc::database_unavailable: return exit_code::database;
        case errc::key_source_missing:
        case errc::key_source_unreadable:
        case errc::key_source_insecure:
        case errc::key_source_empty:
        case errc::keyring_foreign:
        case errc::keyring_changed:
        case errc::already_active:
        case errc::weak_passphrase: return exit_code::key;
        case errc::statement_refused:
        case errc::not_authorized:
        case errc::channel_not_private:
        case errc::not_confirmed:
        case errc::change_under_way:
        case errc::change_too_often:
        case errc::last_slot: return exit_code::refused;
        default: break;
    }
    switch (advice_for(code)) {
        case advice::fix_the_configuration: return exit_code::configuration;
        case advice::find_the_key: return exit_code::key;
        case advice::look_at_the_row: return exit_code::refused;
        case advice::fix_the_call: return exit_code::usage;
        case advice::try_again: break;
    }
    return exit_code::failed;
}

}  // namespace cellseal::command_line
