#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/attribute_keys.h"
#include "plugin/keys/key_state.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// A key of the keyring in memory, unwrapped. `secret` is empty for a destroyed key.
struct keyring_key {
    std::uint64_t version = 1;  ///< From 1; for index keys it stands in front of each token.
    key_state state = key_state::sealing;
    std::string since;  ///< When it took this state, RFC 3339; for messages.
    secret_bytes secret;
};

/// An attribute key that is known by its public id only, because its data key was destroyed.
struct key_tombstone {
    std::string attribute;  ///< "entity.attribute"
    key_id id;
    std::string destroyed_at;
};

/// The keys of one organisation at one generation, with everything derived for the registered attributes. Immutable:
/// a reload makes a new one, and who holds the old one by shared_ptr finishes with it.
///
/// Threads: all members may be called at once from any number of threads.
class keyring {
public:
    struct content {
        std::string organisation;
        std::uint64_t generation = 1;
        std::string key_check;                ///< "4K7P-Q2XM"
        std::vector<keyring_key> data_keys;   ///< Newest first.
        std::vector<keyring_key> index_keys;  ///< Newest first.
        std::vector<key_tombstone> tombstones;
    };

    /// Derives the keys of all attributes. Throws error no_sealing_key (there is to be exactly one data key in state
    /// sealing, and one index key where an attribute is indexed), keyring_damaged, unknown_suite, out_of_locked_memory.
    keyring(content what, std::shared_ptr<const attribute_registry> registry, const crypto_provider& crypto);
    ~keyring();

    [[nodiscard]] const std::string& organisation() const noexcept;
    [[nodiscard]] std::uint64_t generation() const noexcept;
    [[nodiscard]] const std::string& key_check() const noexcept;

    /// How many data keys a comparison has to look for: those whose values may still lie in the database.
    [[nodiscard]] std::size_t live_data_keys() const noexcept;
    [[nodiscard]] std::size_t live_index_keys() const noexcept;

    /// The keys of one registered attribute. `which` is of the registry this keyring was made with.
    [[nodiscard]] const attribute_keys& keys_of(const attribute& which) const noexcept;

    /// The attribute that a key id belongs to, be it another one than expected or destroyed; null when unknown.
    struct owner {
        std::string attribute;
        std::optional<std::string> destroyed_at;
    };
    [[nodiscard]] const owner* owner_of(const key_id& id) const noexcept;

private:
    struct state;
    std::unique_ptr<const state> state_;
};

/// Where a session gets its keyring from, and what it does when it meets a key id it does not know.
///
/// Threads: all members may be called at once from any number of threads.
class keyring_access {
public:
    virtual ~keyring_access() = default;

    /// The newest keyring read. Throws error inactive when none is open.
    [[nodiscard]] virtual std::shared_ptr<const keyring> current() = 0;

    /// The keyring for sealing: read again if the last look at its generation is older than 5 s.
    [[nodiscard]] virtual std::shared_ptr<const keyring> for_sealing() = 0;

    /// The keyring as it is now: after the database itself has refused a value as sealed under a replaced key.
    [[nodiscard]] virtual std::shared_ptr<const keyring> reload() { return for_sealing(); }

    /// After an unknown key id: reads again, at most once a second (others wait for that one), and remembers for
    /// a second that an id is unknown at this generation.
    [[nodiscard]] virtual std::shared_ptr<const keyring> reload_for(const key_id& unknown) = 0;
};

}  // namespace cellseal
