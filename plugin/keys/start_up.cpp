#include "plugin/keys/start_up.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/attributes/catalogue.h"
#include "plugin/error/error.h"
#include "plugin/keys/authentic_catalogue.h"
#include "plugin/keys/first_key.h"
#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/needed_key.h"
#include "plugin/keys/pin_check.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

namespace {

// Each time round somebody else has moved the keyring on.
constexpr int most_attempts = 5;

bool means_inactive(errc code)
{
    switch (code) {
        case errc::keyring_missing:
        case errc::keyring_damaged:
        case errc::keyring_rolled_back:
        case errc::keyring_foreign:
        case errc::wrong_passphrase:
        case errc::bad_passphrase:
        case errc::key_source_missing:
        case errc::key_source_unreadable:
        case errc::key_source_insecure:
        case errc::key_source_empty:
        case errc::key_not_usable: return true;
        default: return false;
    }
}

// An authentic keyring with what is on record about its attributes.
struct opened_document {
    keyring_document document;
    std::vector<organisation_key> keys;
    std::vector<catalogue_entry> entries;
    std::string told;  // of the reading of the key
};

opened_document open_document(const start_up_plan& plan, keyring_document document)
{
    check_organisation(document, plan.around.organisation);
    check_pin(plan.around.pins.read(), document, plan.around.pins.place());
    opened_slot slot = open_slot(document, plan.around.source.read(), plan.around.crypto);
    check_mac(document, slot.keys, plan.around.crypto);
    auto entries = authentic_catalogue(plan.catalogue, plan.around.store, document, plan.around.crypto);
    return {std::move(document), std::move(slot.keys), std::move(entries), std::move(slot.told)};
}

std::string names_of(const std::vector<catalogue_entry>& entries)
{
    std::string names;
    for (const catalogue_entry& each : entries) names += (names.empty() ? "" : ", ") + each.attribute;
    constexpr std::size_t widest_subject = 200;
    return names.size() <= widest_subject ? names : fmt::format("{} attributes", entries.size());
}

bool lists_all_keys(const keyring_document& document, const attribute_registry& registry)
{
    for (const keyring_record* record : document.of_kind(record_kind::data_key)) {
        if (*record->state == key_state::destroyed) continue;
        for (const attribute& which : registry.attributes())
            if (std::ranges::none_of(record->key_ids, [&](const listed_key& each) {
                    return each.attribute == which.full_name() && each.sealed_with == which.sealing_suite();
                }))
                return false;
    }
    return true;
}

// Records attributes and policies that are new, as a generation of its own.
std::shared_ptr<const attribute_registry> record_attributes(const start_up_plan& plan, const opened_document& opened)
{
    const auto& [document, keys, entries, told] = opened;
    auto missing = catalogue::missing_entries(*plan.registry, entries, plan.around.time.now());
    const auto registry = catalogue::with_history(plan.registry, entries);
    if (missing.empty() && lists_all_keys(document, *registry)) return registry;

    keyring_draft draft(document, keys, entries, plan.around.time.now(), plan.around.crypto);
    draft.add_event(plan.who, "attributes_recorded", names_of(missing));
    draft.add_attributes(*registry, std::move(missing));
    plan.around.store.store(draft.finish());
    return registry;
}

start_up_report open_existing(const start_up_plan& plan, keyring_document document)
{
    opened_document opened = open_document(plan, std::move(document));
    start_up_report report;
    report.registry = record_attributes(plan, opened);
    report.keyring = std::make_shared<live_keyring>(plan.around, report.registry);
    report.keyring->open(std::move(opened.keys));
    report.what = start_up_report::outcome::opened;
    if (!opened.told.empty()) report.warnings.push_back(fmt::format("{}: {}", plan.around.source.place(), opened.told));
    report.key_check = report.keyring->current()->key_check();
    report.message = fmt::format("the keyring of organisation \"{}\" is open: key check {}, generation {}",
                                 plan.around.organisation, report.key_check, report.keyring->current()->generation());
    return report;
}

start_up_report open_created(const start_up_plan& plan, made_first_key made)
{
    start_up_report report;
    report.registry = plan.registry;
    report.keyring = std::make_shared<live_keyring>(plan.around, report.registry);
    report.keyring->open(std::move(made.keys));
    report.what = start_up_report::outcome::created;
    report.key_check = made.key_check;
    report.key_place = made.key_place;
    report.message = fmt::format(
        "made the first key of organisation \"{}\": key check {}. The key lies in {}, the keyring in {}. Keep a "
        "copy of the key in a safe place away from the database: without it nobody can read the protected "
        "values any more",
        plan.around.organisation, report.key_check, report.key_place, plan.around.store.place());
    return report;
}

start_up_report inactive(const start_up_plan& plan, const error& why)
{
    start_up_report report;
    report.reason = why.code();
    report.message = with_needed_key(why, plan.around.store);
    report.registry = plan.registry;
    report.keyring = std::make_shared<live_keyring>(plan.around, report.registry);
    report.keyring->deactivate(report.message);
    return report;
}

start_up_report attempt(const start_up_plan& plan)
{
    if (auto document = plan.around.store.load()) return open_existing(plan, *std::move(document));
    return open_created(plan, make_first_key(plan));
}

}  // namespace

start_up_report open_or_create(const start_up_plan& plan)
{
    for (int left = most_attempts;; --left) {
        try {
            start_up_report report = attempt(plan);
            std::ranges::copy(plan.around.source.warnings(), std::back_inserter(report.warnings));
            if (const std::string pin = report.keyring->pin_warning(); !pin.empty()) report.warnings.push_back(pin);
            return report;
        } catch (const error& refused) {
            if (refused.code() == errc::keyring_changed && left > 1) continue;
            if (!means_inactive(refused.code())) throw;
            return inactive(plan, refused);
        }
    }
}

}  // namespace cellseal
