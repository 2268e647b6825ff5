#pragma once

namespace bench {

/// Registers how long an application takes from reading its settings to the answer to its first query, beside one
/// Argon2id at the cost of a generated passphrase, which no start can do without.
void register_start_up();

}  // namespace bench
