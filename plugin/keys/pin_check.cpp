#include "plugin/keys/pin_check.h"

#include <fmt/format.h>

#include "plugin/error/error.h"

namespace cellseal {

void check_pin(const std::optional<key_pin>& pinned, const keyring_document& document, std::string_view pin_place)
{
    if (!pinned) return;
    if (document.generation() < pinned->generation)
        throw error(
            errc::keyring_rolled_back,
            fmt::format(
                "the keyring is at generation {}, and generation {} was seen here before ({}): an older keyring was "
                "put "
                "back. If you restored a backup on purpose, activate it as an older one (cellseal key activate "
                "--older); otherwise restore the newer "
                "keyring tables",
                document.generation(), pinned->generation, pin_place));
    const std::string& check = document.organisation_key().key_check;
    if (check == pinned->key_check || (!pinned->next_key_check.empty() && check == pinned->next_key_check)) return;
    throw error(
        errc::keyring_foreign,
        fmt::format(
            "the keyring is under organisation key {} since {}, and {} knows {}: either the key was changed while this "
            "process was away, or the keyring was replaced. Compare the key check with the administrator who changed "
            "it, then activate with the new key",
            check, to_rfc3339(document.organisation_key().state_since), pin_place, pinned->key_check));
}

key_pin pin_of(const keyring_document& document)
{
    key_pin pin{document.generation(), document.organisation_key().key_check, {}};
    for (const keyring_record* each : document.of_kind(record_kind::organisation_key))
        if (each->state == key_state::pending) pin.next_key_check = each->key_check;
    return pin;
}

}  // namespace cellseal
