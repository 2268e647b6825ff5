#include "plugin/keys/first_key.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/keys/first_keyring.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal {

namespace {

[[noreturn]] void refuse(const start_up_plan& plan, const std::string& because)
{
    throw error(errc::keyring_missing, fmt::format("there is no keyring in {}, and none is made by itself: {}",
                                                   plan.around.store.place(), because));
}

// Another process that makes the first key has written some of it and not yet the keyring: give it a moment.
[[noreturn]] void refuse_unless_it_appears(const start_up_plan& plan, const std::string& because)
{
    constexpr int looks = 20;
    constexpr std::chrono::milliseconds between_looks{100};
    for (int look = 0; look < looks; ++look) {
        if (plan.around.store.generation())
            throw error(errc::keyring_changed, "another process has just made the keyring");
        plan.around.time.wait(between_looks);
    }
    refuse(plan, because);
}

bool a_key_is_given(const start_up_plan& plan)
{
    try {
        static_cast<void>(plan.around.source.read());
        return true;
    } catch (const error& refused) {
        // Anything but "missing" means that something is there.
        return refused.code() != errc::key_source_missing;
    }
}

// "Only where no cellseal table, no key file and no row in any protected table exists."
void check_nothing_is_there(const start_up_plan& plan)
{
    if (!plan.new_key)
        refuse(plan, "making a first key is switched off. Run `cellseal init`, or restore cellseal's tables");
    if (plan.around.store.any_trace())
        refuse_unless_it_appears(
            plan,
            "cellseal's tables exist already, without a keyring. Restore them from the backup that the data came from");
    if (plan.new_key->occupied() || a_key_is_given(plan))
        refuse_unless_it_appears(
            plan,
            fmt::format(
                "a key exists already ({}). Either the connection is to another database than the key was made for, or "
                "cellseal's tables were not restored; if a first start broke off here and no data was written, remove "
                "the key and start again",
                plan.new_key->occupied() ? plan.new_key->place() : plan.around.source.place()));
    if (plan.around.pins.read())
        refuse_unless_it_appears(
            plan,
            fmt::format("an earlier keyring of this organisation was seen here ({}). Restore its tables and its key; "
                        "if its data was given up for good, remove that file and start again",
                        plan.around.pins.place()));
    if (const auto table = plan.rows.occupied_table(*plan.registry))
        refuse(plan,
               fmt::format(
                   "table {} holds rows. If their values are plain, run `cellseal init` and take them in; if they are "
                   "sealed, restore cellseal's tables and activate with their key",
                   *table));
}

bool holds(keyring_store& store, const std::string& key_check)
{
    const auto document = store.load();
    return document && document->organisation_key().key_check == key_check;
}

// The key lies in its place already. It is taken back only when the keyring that it opens certainly does not exist.
void store_or_take_back(const start_up_plan& plan, const first_keyring& made)
{
    try {
        plan.around.store.store(made.change);
    } catch (const error& refused) {
        const bool is_certain = refused.code() == errc::keyring_changed || refused.code() == errc::bad_schema ||
                                refused.code() == errc::database_unavailable;
        if (!is_certain) throw;
        plan.new_key->take_back();
        throw;
    } catch (...) {
        // The outcome is unknown: the store can be asked.
        if (holds(plan.around.store, made.key_check)) return;
        plan.new_key->take_back();
        throw;
    }
}

}  // namespace

made_first_key make_first_key(const start_up_plan& plan)
{
    check_nothing_is_there(plan);
    const crypto_provider& crypto = plan.around.crypto;
    slot_secret secret;
    secret.bytes = plan.typed_key ? secret_bytes(plan.typed_key->bytes.expose(), crypto.key_memory())
                                  : passphrase::generate(crypto).utf8();
    const first_keyring_request request{plan.around.organisation,  "main",   plan.cost,
                                        plan.passphrase_on_record, plan.who, plan.around.time.now()};
    first_keyring made = make_first_keyring(request, secret, *plan.registry, crypto);

    const sealkey_labels labels{request.organisation, request.now, made.key_check, made.change.next.generation(),
                                request.slot};
    if (!plan.new_key->write_new(*sealkey_text(labels, secret, crypto.key_memory())))
        throw error(errc::keyring_changed, fmt::format("a key has just appeared in {}", plan.new_key->place()));
    store_or_take_back(plan, made);
    return {std::move(made.keys), std::move(made.key_check), plan.new_key->place()};
}

}  // namespace cellseal
