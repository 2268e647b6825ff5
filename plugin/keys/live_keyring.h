#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "plugin/error/errc.h"
#include "plugin/keys/keyring.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/keys/seen_keyring.h"
#include "plugin/keys/source_keys.h"
#include "plugin/ports/clock.h"
#include "plugin/ports/key_source.h"
#include "plugin/ports/keyring_store.h"
#include "plugin/ports/pin_store.h"

namespace cellseal {

/// What an open keyring stands on; all of it outlives the live_keyring.
struct keyring_surroundings {
    std::string organisation;
    keyring_store& store;
    key_source& source;
    pin_store& pins;
    const crypto_provider& crypto;
    const clock& time;
};

/// The keyring of a running process, which follows changes without a restart (keyring_format.md, section 5).
///
/// Guarantee: nothing is sealed, and no token made, under a keyring whose generation was not read within the last 5 s;
/// or just now, while a key change is prepared whose key this process does not hold, so that it stops when others begin
/// to seal what it could not find. A keyring that is older than one seen before, or belongs to another organisation or
/// an unknown organisation key, is refused. When a reload is refused, what is open stays open for reading, and sealing
/// is refused with that error.
class live_keyring final : public keyring_access {
public:
    static constexpr std::chrono::seconds lease{5};
    static constexpr std::chrono::seconds between_reloads{1};

    /// Inactive until open().
    live_keyring(keyring_surroundings around, std::shared_ptr<const attribute_registry> registry);

    /// Reads the keyring and opens it: by `keys` where they are given and still serve, else by the key source.
    ///
    /// Throws error: keyring_missing, keyring_damaged, keyring_foreign, keyring_rolled_back, wrong_passphrase, the
    /// errors of key_source::read(), database_unavailable. Nothing changes then.
    void open(std::vector<organisation_key> keys = {});

    /// The same after an administrator has given `keys` for the keyring as it is now: whatever was seen before, here or
    /// beside the key source, is pinned anew.
    void open_again(std::vector<organisation_key> keys);

    /// Closes it; every later use throws error inactive with `reason`, which says what to do.
    void deactivate(std::string reason);

    [[nodiscard]] bool is_active() const;

    [[nodiscard]] std::shared_ptr<const keyring> current() override;
    [[nodiscard]] std::shared_ptr<const keyring> for_sealing() override;
    [[nodiscard]] std::shared_ptr<const keyring> reload() override
    {
        refresh();
        return current();
    }
    [[nodiscard]] std::shared_ptr<const keyring> reload_for(const key_id& unknown) override;

    /// Reads the generation if that was not done for `span`, and follows where it has moved on: for whoever watches
    /// over a key change, so that an idle process takes part in it. Throws error inactive, and what open() throws.
    void refresh(std::chrono::nanoseconds span = std::chrono::nanoseconds::zero());

    /// What this process tells the others during a key change.
    struct standing {
        std::uint64_t generation = 0;  ///< That it has read last; 0 while it is inactive.
        std::string opens;             ///< Key check of the newest organisation key that it holds.
    };
    [[nodiscard]] standing stands_at() const;

    /// Throws error keyring_rolled_back or keyring_foreign where `document` is older than what was seen before, or
    /// another.
    void require_not_behind(const keyring_document& document) const;

    /// Why the pin could not be written beside the key source; empty when it could. This process still remembers it.
    [[nodiscard]] std::string pin_warning() const;

    /// The organisation keys held, copied, for whoever writes the next generation (keyring_draft).
    [[nodiscard]] std::vector<organisation_key> organisation_keys() const;

private:
    using instant = std::chrono::nanoseconds;

    // The last keyring if its generation was read no longer than `span` ago.
    [[nodiscard]] std::shared_ptr<const keyring> if_read_within(instant span) const;
    enum class look { at_generation, at_everything };
    void follow(look at);
    void read_and_open(std::vector<organisation_key> keys);
    void open_document(const keyring_document& document, std::vector<organisation_key> keys, instant read_at);
    void take(std::shared_ptr<const keyring> opened, std::vector<organisation_key> keys, instant read_at);

    keyring_surroundings around_;
    std::shared_ptr<const attribute_registry> registry_;

    mutable std::shared_mutex state_mutex_;  // guards the three below
    std::shared_ptr<const keyring> keyring_;
    instant read_at_{};
    std::string inactive_because_ = "the keyring was not opened yet";

    mutable std::mutex reading_mutex_;  // one reads at a time; guards the six below
    std::vector<organisation_key> keys_;
    seen_keyring seen_;
    source_keys from_source_;
    std::string newest_check_;
    std::atomic<bool> lacks_a_key_ = false;  // of a change whose passphrase is not here yet; read without the mutex
    instant looked_at_{};                    // at everything

    std::mutex unknown_mutex_;  // those who met an unknown key id wait for each other; guards the two below
    std::optional<instant> reloaded_at_;
    std::map<key_id, instant> unknown_;
};

}  // namespace cellseal
