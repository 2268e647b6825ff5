#include "plugin/key_change/key_changer.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/attributes/catalogue.h"
#include "plugin/error/error.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

// The keyring and the keys that open it are two reads: another process may move both on in between.
std::optional<key_changer::authentic> key_changer::read_at_rest()
{
    around_.keyring.refresh();
    auto document = around_.around.store.load();
    if (!document) throw error(errc::keyring_missing, "the keyring is gone; restore cellseal's tables");
    const auto is_at_rest = [&] { return around_.keyring.stands_at().generation == document->generation(); };
    if (!is_at_rest()) return std::nullopt;
    auto held = around_.keyring.organisation_keys();
    if (!is_at_rest()) return std::nullopt;
    return authentic{*std::move(document), std::move(held), around_.catalogue.load()};
}

key_changer::authentic key_changer::read()
{
    constexpr int most_looks = 5;
    for (int look = 0; look < most_looks; ++look) {
        auto now = read_at_rest();
        if (!now) continue;
        check_organisation(now->keyring, around_.around.organisation);
        check_mac(now->keyring, now->held, around_.around.crypto);
        if (std::ranges::equal(catalogue::hash_of(around_.around.crypto, now->catalogue),
                               now->keyring.head().catalogue_hash))
            return *std::move(now);
        if (around_.around.store.generation() == now->keyring.generation())
            throw error(errc::keyring_damaged,
                        "the catalogue of protected attributes (cellseal_attribute) was changed in the database: "
                        "restore that table from a backup");
    }
    throw error(errc::keyring_changed, "the keyring has just moved on: repeat what you wanted");
}

change_step::base key_changer::base_of(const authentic& from, const std::string& who, const std::string& reason)
{
    return {from.keyring, from.held, from.catalogue, around_.around.crypto, around_.around.time.now(), who, reason};
}

// When the outcome of the commit is unknown, the keyring itself tells: keys are used only when it holds them.
void key_changer::store(const keyring_change& change)
{
    try {
        around_.around.store.store(change);
    } catch (const error&) {
        throw;
    } catch (...) {
        const auto stored = around_.around.store.load();
        if (!stored || *stored != change.next) throw;
    }
    around_.keyring.refresh();
}

// Somebody who only looks moves the audit trail's head and not the generation: then the step is taken once more.
void key_changer::write(const std::function<std::optional<keyring_change>(const authentic&)>& step)
{
    constexpr int most_attempts = 5;
    for (int left = most_attempts;; --left) {
        const authentic now = read();
        try {
            if (const auto change = step(now)) store(*change);
            return;
        } catch (const error& refused) {
            if (refused.code() != errc::keyring_changed || left == 1 ||
                around_.around.store.generation() != now.keyring.generation())
                throw;
        }
    }
}

// Of two administrators at once the second may have widened the fences for keys that were never stored. Who may not
// widen them leaves them as they are: who prepared the change could.
void key_changer::pass_fences()
try {
    around_.rows.widen_fences(*around_.keyring.current());
} catch (const error& refused) {
    if (refused.code() != errc::change_refused) throw;
}

accepted_change key_changer::change(const key_change_request& wanted)
try {
    return prepare(wanted);
} catch (const error& refused) {
    if (refused.code() == errc::keyring_changed) {
        around_.keyring.refresh();
        pass_fences();
    }
    throw;
}

accepted_change key_changer::prepare(const key_change_request& wanted)
{
    const crypto_provider& crypto = around_.around.crypto;
    const std::vector<slot_secret> present = around_.around.source.read();
    const slot_secret fresh = new_secret(wanted);
    if (std::ranges::any_of(present, [&](const slot_secret& each) { return each.bytes.equals(fresh.bytes.expose()); }))
        throw error(errc::change_refused, "the new passphrase is the present one: choose another");

    accepted_change accepted;
    std::string slot;
    std::vector<organisation_key> keys;
    std::uint64_t generation = 0;
    write([&](const authentic& now) {
        static_cast<void>(unseen_because());  // So that whoever hears of the change can record himself.
        slot = open_slot(now.keyring, present, crypto).name;
        change_step::prepared prepared =
            change_step::prepare(base_of(now, wanted.who, wanted.reason), {.secret = fresh,
                                                                           .replaced_slot = slot,
                                                                           .others = wanted.other_secrets,
                                                                           .dropped = wanted.dropped_slots,
                                                                           .cost = around_.cost,
                                                                           .on_record = around_.passphrase_on_record,
                                                                           .registry = *around_.registry});
        // A fence that lets more through than there is does no harm; one that lets less through stops writers.
        around_.rows.widen_fences(
            keyring(open_keyring(prepared.change.next, prepared.keys, crypto), around_.registry, crypto));
        accepted.key_check = prepared.key_check;
        accepted.old_check = now.keyring.organisation_key().key_check;
        generation = prepared.change.next.generation();
        keys = std::move(prepared.keys);
        return std::move(prepared.change);
    });
    around_.keyring.open(std::move(keys));
    write_key(accepted, fresh, present, slot, generation);
    return accepted;
}

std::string key_changer::unseen_because()
try {
    around_.processes.require();
    return {};
} catch (const error& refused) {
    if (refused.code() != errc::bad_schema) throw;
    return refused.what();
}

change_facts key_changer::facts()
{
    const authentic now = read();
    change_facts facts;
    facts.state = change_state_of(now.keyring);
    facts.own_name = around_.identity.own();
    facts.opens_new_key = around_.keyring.stands_at().opens == facts.state.new_check;
    for (process_presence& each : around_.processes.all())
        if (!around_.identity.is_gone(each)) facts.processes.push_back(std::move(each));
    if (facts.state.phase == change_phase::prepared) facts.unseen_because = unseen_because();
    return facts;
}

change_state key_changer::state() { return change_state_of(read().keyring); }

bool key_changer::activate(missing others, old_key becomes, const std::string& who, const std::string& reason)
{
    change_facts known = facts();
    known.forced = others == missing::leave_behind;
    known.lease = {};
    if (next_step_of(known) != next_step::activate) return false;
    if (state().phase != change_phase::prepared) return false;
    pass_fences();
    write([&](const authentic& now) {
        return change_step::activate(base_of(now, who, reason), becomes == old_key::is_suspect);
    });
    // Who lives on tells so again; a row of a machine that is gone for good is not to delay the next change as well.
    for (const process_presence& each : missing_processes(known)) around_.processes.remove(each.name);
    // Who has the old key in wrong hands does not wait for the rows: from here on nothing new lies under it.
    if (becomes == old_key::is_suspect) static_cast<void>(around_.rows.close_fences(*around_.keyring.for_sealing()));
    return true;
}

void key_changer::cancel(const std::string& who, const std::string& reason)
{
    write([&](const authentic& now) { return change_step::cancel(base_of(now, who, reason)); });
    tidy_key_source(read());
}

void key_changer::conclude(const std::string& who, const std::string& reason)
{
    write([&](const authentic& now) { return change_step::conclude(base_of(now, who, reason)); });
    tidy_key_source(read());
}

void key_changer::retire(const std::string& who, const std::string& reason)
{
    static_cast<void>(read());
    std::uint64_t old = 0;
    const auto keys = around_.keyring.current();
    for (const std::string& table : around_.rows.tables()) old += around_.rows.count_old(table, *keys);
    if (old > 0)
        throw error(errc::change_refused,
                    fmt::format("the old key cannot be retired: {} rows still hold values under it. Let `cellseal key "
                                "work` move them, and acknowledge by name those that do not open",
                                old));
    write([&](const authentic& now) { return change_step::retire(base_of(now, who, reason)); });
}

void key_changer::take_in(std::span<const std::string> attributes, catalogue::plain_rows what, const std::string& who,
                          const std::string& reason)
{
    write([&](const authentic& now) {
        if (change_state_of(now.keyring).phase != change_phase::none)
            throw error(errc::change_refused, "a key change is under way: rows are taken in after it is retired");
        return change_step::taking_in(base_of(now, who, reason), *around_.registry, attributes, what);
    });
}

void key_changer::destroy(const std::string& key_check, const std::string& who, const std::string& reason)
{
    const authentic now = read();
    const std::string wanted = read_key_check(key_check);
    const change_state state = change_state_of(now.keyring);
    for (const std::uint64_t number : state.archived) {
        if (wanted.empty() || key_check_of_number(now.keyring, number) != wanted) continue;
        const auto keys = around_.keyring.current();
        std::uint64_t old = 0;
        for (const std::string& table : around_.rows.tables()) old += around_.rows.count_old(table, *keys);
        if (old > 0)
            throw error(errc::change_refused,
                        fmt::format("key {} cannot be destroyed: {} rows hold values that are not under the present "
                                    "key {}",
                                    wanted, old, state.new_check));
        return write([&](const authentic& at) { return change_step::destroy(base_of(at, who, reason), number); });
    }
    std::string known;
    for (const std::string& each : state.archived_checks) known += (known.empty() ? "" : ", ") + each;
    throw error(
        errc::change_refused,
        fmt::format("no archived key has the key check {}: {}", key_check.empty() ? "that was given" : key_check,
                    known.empty() ? "none is archived; `cellseal key retire` comes first" : "archived are " + known));
}

}  // namespace cellseal
