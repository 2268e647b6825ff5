#pragma once

#include <string>
#include <vector>

#include "plugin/keys/organisation_key.h"
#include "plugin/keys/start_up.h"

namespace cellseal {

/// A first key that lies in its place, with its keyring stored.
struct made_first_key {
    std::vector<organisation_key> keys;
    std::string key_check;
    std::string key_place;
};

/// Makes the first key of an organisation: passphrase, key file, keyring, in this order. For a database without a
/// keyring.
///
/// Throws error:
///   keyring_missing   it must not be made by itself: a table of cellseal's, a key or a row in a protected table
///   exists,
///                     or it is switched off; the message says which and what to do;
///   keyring_changed   somebody else made one in this moment; nothing is left behind: open that one.
/// Where the outcome of storing is unknown, the key stays in its place and the store's exception passes.
[[nodiscard]] made_first_key make_first_key(const start_up_plan& plan);

}  // namespace cellseal
