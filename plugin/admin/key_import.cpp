#include "plugin/admin/key_import.h"

#include "plugin/admin/audited_write.h"
#include "plugin/admin/key_fit.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/keys/keyring_opener.h"

namespace cellseal {

imported_key import_key(const admin_surroundings& on, const admin_caller& caller, std::span<const slot_secret> given)
{
    return as_admitted(on, {admin_act::import_key}, caller, [&]() -> imported_key {
        const key_fit fit = test_key(given, on.around.store, on.catalogue, on.around.crypto);
        const keyring_document& document = fit.keyring.document;
        check_organisation(document, on.around.organisation);
        const std::string& check = document.organisation_key().key_check;
        const audited_act act{caller, "key_imported", check};
        if (on.keyring.is_active())
            write_audited(on.keyring, on.around, on.catalogue, on.events, act);
        else
            note_unauthenticated(on.around, on.events, act, caller.reason);
        return {check, fit.slot, fit.told, place_key(on, document, given[fit.which], fit.slot)};
    });
}

}  // namespace cellseal
