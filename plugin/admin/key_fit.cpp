#include "plugin/admin/key_fit.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/authentic_catalogue.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

namespace {

// The organisation key that a label names, where this keyring knows it and no longer works with it.
const keyring_record* former_key(const keyring_document& document, const std::string& key_check)
{
    if (key_check.empty() || key_check == document.organisation_key().key_check) return nullptr;
    for (const keyring_record* each : document.of_kind(record_kind::organisation_key))
        if (each->key_check == key_check) return each;
    return nullptr;
}

[[noreturn]] void explain_former(const keyring_record& former, const keyring_document& document)
{
    const keyring_record& needed = document.organisation_key();
    throw error(
        errc::foreign_export,
        fmt::format("the key of this export, {}, was replaced on {}: it opens backups from before that day, and not "
                    "this database, which needs {} since {}. Give the export made since then",
                    former.key_check, to_rfc3339(former.state_since), needed.key_check,
                    to_rfc3339(needed.state_since)));
}

// The labels of a key that does not open say what it is instead. They are never trusted with more than that.
[[noreturn]] void explain(std::span<const slot_secret> given, const keyring_document& document, const error& refused)
{
    for (const slot_secret& each : given) {
        if (const keyring_record* former = former_key(document, each.key_check)) explain_former(*former, document);
        if (!each.organisation.empty() && each.organisation != document.organisation())
            throw error(errc::foreign_export,
                        fmt::format("this is an export of organisation \"{}\", and the keyring belongs to \"{}\": {}",
                                    each.organisation, document.organisation(), refused.what()));
        if (each.generation && *each.generation > document.generation() &&
            each.key_check != document.organisation_key().key_check)
            throw error(
                errc::foreign_export,
                fmt::format("this export was written at generation {}, later than this keyring, which is at {}: the "
                            "database is an older backup, and needs the export that was made before the key was "
                            "changed. {}",
                            *each.generation, document.generation(), refused.what()));
    }
    throw refused;
}

// A label is for people, and for the file that holds several keys: a wrong one leads both astray.
std::string told_of(const slot_secret& given, std::string told, const keyring_document& document)
{
    const auto keys = document.of_kind(record_kind::organisation_key);
    const bool known = std::ranges::any_of(keys, [&](const auto* each) { return each->key_check == given.key_check; });
    if (given.key_check.empty() || known) return told;
    return fmt::format("{}{}labelled {}, and is {}: correct the label", told, told.empty() ? "" : "; and was ",
                       given.key_check, document.organisation_key().key_check);
}

opened_slot opened_with(std::span<const slot_secret> given, const keyring_document& document,
                        const crypto_provider& crypto)
{
    try {
        return open_slot(document, given, crypto);
    } catch (const error& refused) {
        if (refused.code() != errc::wrong_passphrase) throw;
        explain(given, document, refused);
    }
}

}  // namespace

key_fit test_key(std::span<const slot_secret> given, keyring_store& store, catalogue_store& catalogue,
                 const crypto_provider& crypto)
{
    auto document = store.load();
    if (!document)
        throw error(errc::keyring_missing,
                    fmt::format("there is no keyring in {}: it was not restored with the data, or this is another "
                                "database",
                                store.place()));
    opened_slot slot = opened_with(given, *document, crypto);
    check_mac(*document, slot.keys, crypto);
    auto entries = authentic_catalogue(catalogue, store, *document, crypto);
    std::string told = told_of(given[slot.secret], std::move(slot.told), *document);
    return {{*std::move(document), std::move(slot.keys), std::move(entries)},
            slot.secret,
            std::move(slot.name),
            std::move(told),
            {}};
}

void require_data_fit(key_fit& fit, std::shared_ptr<const attribute_registry> registry, value_samples& samples,
                      const crypto_provider& crypto)
{
    const keyring_document& document = fit.keyring.document;
    const keyring keys(open_keyring(document, fit.keyring.held, crypto), registry, crypto);
    fit.data = sample_fit(*registry, keys, samples);
    if (!fit.data.contradicted()) return;
    throw error(
        errc::foreign_export,
        fmt::format("key {} opens the keyring, and none of {} values that were tried: {}. The values were sealed "
                    "under another key than {}; restore keyring and data from one backup, nothing was changed",
                    document.organisation_key().key_check, fit.data.tried, fit.data.findings.front(),
                    document.organisation_key().key_check));
}

}  // namespace cellseal
