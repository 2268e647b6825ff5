#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/error/errc.h"
#include "plugin/keys/live_keyring.h"
#include "plugin/ports/catalogue_store.h"
#include "plugin/ports/protected_rows.h"

namespace cellseal {

/// What a start stands on; all of it but `registry` outlives the keyring that it gives.
struct start_up_plan {
    keyring_surroundings around;
    catalogue_store& catalogue;
    protected_rows& rows;
    std::shared_ptr<const attribute_registry> registry;

    new_key_place* new_key = nullptr;          ///< Where a first key may be written; null: no key is made by itself.
    std::optional<passphrase_hash_cost> cost;  ///< Of a first key; else the crypto provider's default.
    bool passphrase_on_record = true;          ///< Of a first key.
    const slot_secret* typed_key =
        nullptr;  ///< A typed first key, which has passed check_new_passphrase(); else generated.
    std::string who = "automatic start";  ///< For the audit trail.
};

/// What a start gave.
struct start_up_report {
    enum class outcome {
        opened,    ///< The keyring was there and is open.
        created,   ///< There was nothing: passphrase, key file and keyring were made, and the keyring is open.
        inactive,  ///< Protected attributes can be neither read nor written until somebody activates.
    };

    outcome what = outcome::inactive;
    std::optional<errc> reason;  ///< Why it is inactive.
    std::string message;         ///< For a person: what was made and where it lies, or what is missing and what to do.
    std::string key_check;
    std::string key_place;  ///< Of a created key.
    std::vector<std::string> warnings;

    std::shared_ptr<live_keyring> keyring;               ///< Never null; inactive where `what` says so.
    std::shared_ptr<const attribute_registry> registry;  ///< With its history: what sessions have to use.
};

/// Opens the keyring of an organisation, or makes the first one (keyring_format.md, section 8, "Automatic first key":
/// only where no cellseal table, no key and no row in any protected table exists). The key is written first, the
/// keyring second, so that no keyring ever exists whose key does not.
///
/// Holds the registry against the catalogue, and records what is new there.
///
/// Throws error: attribute_not_flagged, database_unavailable, no_sealing_key, unknown_suite, out_of_locked_memory.
/// Whatever is wrong with keyring or key is no exception but an inactive keyring with the reason.
[[nodiscard]] start_up_report open_or_create(const start_up_plan& plan);

}  // namespace cellseal
