#pragma once

#include <vector>

#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/key_source.h"

namespace cellseal {

[[nodiscard]] bool holds(const std::vector<organisation_key>& keys, const record_id& id);

/// Whether `document` has an organisation key in use, or pending, that is not among `keys`.
[[nodiscard]] bool lacks_key(const keyring_document& document, const std::vector<organisation_key>& keys);

/// Gets organisation keys from the key source of a process. Each try costs a passphrase hash, so what did not open the
/// keyring once is not tried again.
class source_keys {
public:
    source_keys(key_source& source, const crypto_provider& crypto) : source_(source), crypto_(crypto) {}

    /// `held` without those that `document` no longer has, and with those that the key source opens where one is
    /// lacking. As long as the one in use is held, a key source that does not open the others is no error: a change may
    /// be in preparation whose key is not here yet. Throws error otherwise: wrong_passphrase, keyring_damaged, and what
    /// key_source::read() throws.
    [[nodiscard]] std::vector<organisation_key> complete(const keyring_document& document,
                                                         std::vector<organisation_key> held);

private:
    [[nodiscard]] bool were_tried(const std::vector<slot_secret>& secrets) const;
    void remember(const std::vector<slot_secret>& secrets);

    key_source& source_;
    const crypto_provider& crypto_;
    std::vector<secret_bytes> tried_;
};

}  // namespace cellseal
