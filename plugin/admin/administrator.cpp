#include "plugin/admin/administrator.h"

#include "plugin/admin/audited_write.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal {

void administrator::admit_change(const change_request& request, change_limits limits) const
{
    with_refusals_recorded(on_, {admin_act::change_key}, request.caller, [&] {
        const admin_gate gate(on_.who_may, on_.channel_is_private);
        gate.require(admin_act::change_key, request.caller);
        const authentic_keyring now = read_authentic(on_.keyring, on_.around, on_.catalogue);
        require_change_admissible(gate, request, now.document, on_.around.time.now(), limits);
    });
}

accepted_change administrator::change(const change_request& request, key_changer& changer, key_change_request wanted,
                                      change_limits limits) const
{
    admit_change(request, limits);
    wanted.who = request.caller.who;
    wanted.reason = request.caller.reason;
    return with_refusals_recorded(on_, {admin_act::change_key}, request.caller, [&] { return changer.change(wanted); });
}

void administrator::cancel_change(const admin_caller& caller, key_changer& changer) const
{
    as_admitted(on_, {admin_act::change_key, "cancel"}, caller, [&] { changer.cancel(caller.who, caller.reason); });
}

void administrator::retire_key(const admin_caller& caller, key_changer& changer) const
{
    as_admitted(on_, {admin_act::change_key, "retire"}, caller, [&] { changer.retire(caller.who, caller.reason); });
}

void administrator::destroy_key(const admin_caller& caller, key_changer& changer, const std::string& key_check) const
{
    as_admitted(on_, {admin_act::destroy_key}, caller, [&] { changer.destroy(key_check, caller.who, caller.reason); });
}

std::vector<slot_secret> administrator::read(byte_view key) const
{
    auto secrets = read_sealkey(key, on_.around.crypto.key_memory());
    for (slot_secret& each : secrets) each.place = "the caller";
    return secrets;
}

}  // namespace cellseal
