#include "config/command/held_key_change.h"

#include "plugin/error/error.h"

namespace cellseal::config {

held_key_change::held_key_change(administration& opened)
    : opened_(opened), access_(opened.parts(), opened.described_by(), opened.registry(), opened.keyring())
{
    // The attributes were read before the keyring was open; from here on it is the MAC that vouches for them.
    static_cast<void>(opened.keyring().current());
    static_cast<void>(access_.changer().state());
    const auto recorded = registry_on_record(opened.parts().tables, opened.parts().catalogue.load());
    if (recorded->fingerprint() != opened.registry()->fingerprint())
        throw error(errc::keyring_changed, "the attributes on record have just changed: repeat what you wanted");
}

std::vector<command_line::key_change_desk::table_left> held_key_change::rows_left()
{
    std::vector<table_left> left;
    const auto keys = opened_.keyring().current();
    for (const std::string& each : access_.rows().tables())
        left.push_back({each, access_.rows().count_old(each, *keys)});
    return left;
}

std::vector<std::string> held_key_change::missing_fences()
{
    return access_.rows().missing_fences(*opened_.keyring().for_sealing());
}

}  // namespace cellseal::config
