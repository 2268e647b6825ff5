#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/key_change/change_state.h"
#include "plugin/key_change/change_step.h"
#include "plugin/key_change/next_step.h"
#include "plugin/keys/live_keyring.h"
#include "plugin/ports/catalogue_store.h"
#include "plugin/ports/process_table.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal {

/// What a key change stands on; all of it outlives the key_changer.
struct key_change_surroundings {
    keyring_surroundings around;
    catalogue_store& catalogue;
    process_table& processes;
    const process_identity& identity;
    resealable_rows& rows;
    new_key_place* key_place = nullptr;  ///< Where the key source can be rewritten; null: its owner is told what to do.
    std::shared_ptr<const attribute_registry> registry;  ///< With its history.
    live_keyring& keyring;                               ///< Of this process.
    std::optional<passphrase_hash_cost> cost;            ///< Of the new slot; else the crypto provider's default.
    bool passphrase_on_record = true;                    ///< Whether `show` is to show the new one.
};

/// What a key is changed to.
struct key_change_request {
    std::optional<slot_secret> new_secret = {};   ///< Nothing: a passphrase is generated.
    std::vector<slot_secret> other_secrets = {};  ///< What opens the other slots, so that they go on.
    std::vector<std::string> dropped_slots = {};
    std::string who = {};
    std::string reason = {};
};

/// What `change` has accepted. The new keys are on record and pending.
struct accepted_change {
    std::string key_check;  ///< Of the new key.
    std::string old_check;
    std::string key_place;                ///< Where the new passphrase was written; empty when it could not be.
    std::string not_written_because;      ///< Then the owner of the key source has to put `new_key` there.
    std::optional<secret_bytes> new_key;  ///< The text of an export, when it was written nowhere.
};

/// Changes the key of an organisation while everything runs (key_change_protocol.md): the steps that write the keyring.
/// Each is a compare-and-swap: of two administrators at once, one is told to look again. Whatever is killed, the next
/// call goes on from what the keyring says.
///
/// Every member throws error keyring_changed (somebody else was faster: repeat), key_not_usable (this process does not
/// hold the keys: give it the passphrase), change_refused (not the time for this step), database_unavailable, and what
/// reading the keyring throws. Threads: one at a time.
class key_changer {
public:
    explicit key_changer(key_change_surroundings around) : around_(std::move(around)) {}

    /// Why the key source of this process cannot hold a new key beside the present one, so that a person has to put it
    /// there; empty when it can. Changes nothing. Throws what key_source::read() throws.
    [[nodiscard]] std::string cannot_place_key() const;

    /// S1, and the key source. Does not wait for anything but the passphrase hash. Whoever calls it sees to it that
    /// accepted_change::new_key, where it is there, is kept before anything else happens: it exists nowhere else.
    accepted_change change(const key_change_request& wanted);

    /// S3, when every live process has taken up the new key, or those that have not are left behind. False, and nothing
    /// done, when it is not time. Whoever calls it has waited for `heard_within` since S1; before, a process that is
    /// not recorded may for some seconds not find what others seal from now on (`old_key::is_suspect` is worth that).
    enum class missing { wait_for, leave_behind };
    enum class old_key { opens, is_suspect };
    bool activate(missing others, old_key becomes, const std::string& who, const std::string& reason = {});

    void cancel(const std::string& who, const std::string& reason);
    void conclude(const std::string& who, const std::string& reason = {});
    void retire(const std::string& who, const std::string& reason);
    /// `key_check` is that of the key to destroy, typed by a person: see change_state::archived.
    void destroy(const std::string& key_check, const std::string& who, const std::string& reason);

    /// Puts on record that plain rows of the attributes are being taken in, or that this is done. Throws error
    /// bad_attribute for one that is not protected; change_refused while a key change is under way.
    void take_in(std::span<const std::string> attributes, catalogue::plain_rows what, const std::string& who,
                 const std::string& reason = {});

    /// Lets fences pass what lies under the keys that are on record, where this user may: before anything is sealed
    /// under new ones, and before rows are moved.
    void pass_fences();

    /// The keyring as it is now, authentic. Reads it.
    [[nodiscard]] change_state state();
    /// What `next_step_of` wants to know about the processes.
    [[nodiscard]] change_facts facts();

private:
    struct authentic {
        keyring_document keyring;
        std::vector<organisation_key> held;
        std::vector<catalogue_entry> catalogue;
    };

    [[nodiscard]] accepted_change prepare(const key_change_request& wanted);
    [[nodiscard]] std::string unseen_because();
    [[nodiscard]] authentic read();
    [[nodiscard]] std::optional<authentic> read_at_rest();
    [[nodiscard]] change_step::base base_of(const authentic& from, const std::string& who, const std::string& reason);
    void write(const std::function<std::optional<keyring_change>(const authentic&)>& step);
    void store(const keyring_change& change);
    [[nodiscard]] slot_secret new_secret(const key_change_request& wanted) const;
    void write_key(accepted_change& accepted, const slot_secret& fresh, const std::vector<slot_secret>& present,
                   const std::string& slot, std::uint64_t generation);
    /// Leaves in the key source only what opens the keyring as it is now.
    void tidy_key_source(const authentic& now);
    [[nodiscard]] secret_bytes export_of(const slot_secret& secret, const std::string& key_check,
                                         const std::string& slot, std::uint64_t generation) const;

    key_change_surroundings around_;
};

}  // namespace cellseal
