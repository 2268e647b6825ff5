#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// What opens a key slot, as a key source hands it over. Move-only.
struct slot_secret {
    enum class kind : std::uint8_t {
        passphrase,  ///< UTF-8 bytes for the passphrase hash.
        random_key,  ///< 32 uniform bytes, used as they are.
    };
    static constexpr std::size_t random_key_size = 32;

    kind what = kind::passphrase;
    secret_bytes bytes;

    // Labels, for messages and for finding the slot quickly; empty where there are none. Never trusted.
    std::string key_check;                    ///< Of the organisation key that it is said to open: "4K7P-Q2XM".
    std::string slot;                         ///< Name of the slot it is said to belong to.
    std::string organisation;                 ///< Whose key it is said to be.
    std::optional<std::uint64_t> generation;  ///< The keyring's generation when it was exported.
    std::string place;                        ///< Where it was read: "file /etc/crm/contoso.sealkey".
    std::string told;  ///< What a person should know about the reading: "read without its trailing blanks".
};

}  // namespace cellseal
