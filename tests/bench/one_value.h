#pragma once

namespace bench {

/// Registers "seal 32 bytes" and "open 32 bytes": the bare cipher call of suite 01 (nonce drawn beforehand, no text
/// form) beside field_sealer (nonce, header, text form and checks included).
void register_one_value();

}  // namespace bench
