#pragma once

#include "adapters/crypto/openssl/library_context.h"

namespace cellseal::openssl {

/// Derives and seals C2SP's first test vector of XAES-256-GCM (c2sp.org/XAES-256-GCM, "Test vectors"), a few
/// microseconds. Throws error crypto_failure when the answer differs: this OpenSSL must not seal anything.
void check_known_answer(const library_context& library);

}  // namespace cellseal::openssl
