#include "plugin/keys/slot_cost.h"

#include <algorithm>

#include "plugin/keys/passphrase.h"

namespace cellseal {

passphrase_hash_cost cost_for(const slot_secret& secret, const crypto_provider& crypto)
{
    passphrase_hash_cost cost = crypto.default_cost();
    if (cost.kdf() != passphrase_kdf::argon2id || secret.what == slot_secret::kind::random_key) return cost;
    if (passphrase::from_utf8(secret.bytes.expose(), crypto.key_memory())) return cost;
    constexpr passphrase_hash_cost moderate{3, std::uint64_t{256} * 1024 * 1024};
    return {std::max(cost.passes, moderate.passes), std::max(cost.memory_bytes, moderate.memory_bytes)};
}

}  // namespace cellseal
