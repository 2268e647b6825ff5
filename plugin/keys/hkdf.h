#pragma once

#include "plugin/bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// HKDF-Expand with SHA-512 (RFC 5869, section 2.3), of which the first block is all that is needed.
///
/// Extract is left out: what goes in is 32 uniform bytes already. `info` is a PAE that begins with a label of its own
/// for each purpose. `out` has 1 to 64 bytes; throws error crypto_failure for more.
void hkdf_expand(const crypto_provider& crypto, byte_view uniform_key, byte_view info, byte_span out);

/// The same for many outputs of one key. Threads: as keyed_hash.
class hkdf_expander {
public:
    hkdf_expander(const crypto_provider& crypto, byte_view uniform_key);

    /// As hkdf_expand().
    void expand(byte_view info, byte_span out) const;

private:
    std::unique_ptr<keyed_hash> keyed_;
};

}  // namespace cellseal
