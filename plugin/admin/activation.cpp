#include "plugin/admin/activation.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/admin/audited_write.h"
#include "plugin/admin/key_fit.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/attributes/catalogue.h"
#include "plugin/error/error.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/pin_check.h"

namespace cellseal {

namespace {

void refuse_when_active(const admin_surroundings& on)
{
    if (!on.keyring.is_active()) return;
    const auto document = on.around.store.load();
    throw error(errc::already_active,
                fmt::format("field encryption is active already, with key {} in use since {}: nothing was changed. To "
                            "replace that key, change it",
                            on.keyring.current()->key_check(),
                            document ? to_rfc3339(document->organisation_key().state_since) : "an unknown day"));
}

// Another organisation key than the pinned one is what activation is for; an older generation has to be meant.
void check_generation(const admin_surroundings& on, const keyring_document& document, older_keyring older)
{
    if (older == older_keyring::accept) return;
    const auto pinned = on.around.pins.read();
    if (pinned && document.generation() < pinned->generation) check_pin(pinned, document, on.around.pins.place());
}

// What a start records, with this act and the events that waited.
keyring_change next_generation(const admin_surroundings& on, const key_fit& fit, const admin_caller& caller)
{
    const auto& [document, held, entries] = fit.keyring;
    const timestamp now = on.around.time.now();
    keyring_draft draft(document, held, entries, now, on.around.crypto);
    chain_waiting(draft, on.events);
    auto missing = catalogue::missing_entries(*on.registry, entries, now);
    if (!missing.empty()) draft.add_attributes(*catalogue::with_history(on.registry, entries), std::move(missing));
    draft.add_event(caller.who, "activated", document.organisation_key().key_check, caller.reason);
    return draft.finish();
}

// Nobody vouched for the catalogue while the keyring was closed, so sessions were opened without it.
bool lacks_history(const attribute_registry& used, const attribute_registry& recorded)
{
    return std::ranges::any_of(recorded.attributes(), [&](const attribute& each) {
        const attribute* own = used.find(each.full_name());
        return own != nullptr && own->former != each.former;
    });
}

activation activated(const admin_surroundings& on, const admin_caller& caller, std::span<const slot_secret> given,
                     older_keyring older)
{
    key_fit fit = test_key(given, on.around.store, on.catalogue, on.around.crypto);
    check_organisation(fit.keyring.document, on.around.organisation);
    check_generation(on, fit.keyring.document, older);
    const auto registry = catalogue::with_history(on.registry, fit.keyring.entries);
    require_data_fit(fit, registry, on.samples, on.around.crypto);

    const keyring_change change = next_generation(on, fit, caller);
    on.around.store.store(change);
    activation done;
    done.key = place_key(on, change.next, given[fit.which], fit.slot);
    done.key_check = change.next.organisation_key().key_check;
    done.since = to_rfc3339(change.next.organisation_key().state_since);
    done.generation = change.next.generation();
    done.warnings = fit.data.findings;
    if (lacks_history(*on.registry, *registry))
        done.warnings.push_back(
            "some attributes had other policies before: start the application again, so that values "
            "sealed under those open as well");
    if (!fit.told.empty()) done.warnings.push_back(fmt::format("the key was {}", fit.told));
    on.keyring.open_again(std::move(fit.keyring.held));
    if (const std::string pin = on.keyring.pin_warning(); !pin.empty()) done.warnings.push_back(pin);
    return done;
}

}  // namespace

activation activate(const admin_surroundings& on, const admin_caller& caller, std::span<const slot_secret> given,
                    older_keyring older)
{
    return as_admitted(on, {admin_act::activate}, caller, [&] {
        refuse_when_active(on);
        constexpr int most_attempts = 5;
        for (int left = most_attempts;; --left) {
            try {
                return activated(on, caller, given, older);
            } catch (const error& refused) {
                if (refused.code() != errc::keyring_changed || left == 1) throw;
            }
        }
    });
}

}  // namespace cellseal
