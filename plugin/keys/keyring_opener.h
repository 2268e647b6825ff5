#pragma once

#include <span>
#include <string_view>

#include "plugin/keys/keyring.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// Opens a keyring with its organisation keys: checks the MAC under each that is held, then unwraps what they wrap.
/// Keys of a change under way whose organisation key is not held are left out.
///
/// Throws error:
///   keyring_damaged  the MAC does not fit, a wrap does not open, or a key in use lies under an organisation key that
///   this
///                    slot does not open.
[[nodiscard]] keyring::content open_keyring(const keyring_document& document, std::span<const organisation_key> held,
                                            const crypto_provider& crypto);

/// Throws error keyring_foreign, naming both, when the keyring is that of another organisation.
void check_organisation(const keyring_document& document, std::string_view expected);

/// Throws error keyring_damaged when the MAC under one of the keys held does not fit.
void check_mac(const keyring_document& document, std::span<const organisation_key> held, const crypto_provider& crypto);

/// The secret of one record. Throws error key_not_usable when its organisation key is not held or the key is destroyed,
/// keyring_damaged when its wrap does not open.
[[nodiscard]] secret_bytes unwrap_record(const keyring_document& document, const keyring_record& record,
                                         std::span<const organisation_key> held, const crypto_provider& crypto);

/// The audit key, for the chain of the events.
[[nodiscard]] secret_bytes unwrap_audit_key(const keyring_document& document, std::span<const organisation_key> held,
                                            const crypto_provider& crypto);

/// The passphrase on record, UTF-8, for `show`. Throws error key_not_usable when none is on record.
[[nodiscard]] secret_bytes passphrase_on_record(const keyring_document& document,
                                                std::span<const organisation_key> held, const crypto_provider& crypto);

}  // namespace cellseal
