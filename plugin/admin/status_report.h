#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/admin/coverage.h"
#include "plugin/keys/key_state.h"

namespace cellseal {

/// What can be told without a key: the keyring as stored, and how much of each attribute is sealed under which of its
/// keys.
struct status_report {
    struct known_key {
        key_id id;
        std::uint64_t data_key = 1;  ///< Its number in the keyring.
        key_state state = key_state::sealing;
        std::string attribute;  ///< Whose it is; a value elsewhere was moved.
    };
    struct stored_keyring {
        std::string organisation;
        std::uint64_t generation = 1;
        std::string key_check;
        std::vector<known_key> keys;
    };

    std::optional<stored_keyring> keyring;  ///< Nothing when the database holds none.
    std::vector<attribute_coverage> coverage;

    /// Null when the keyring does not list it.
    [[nodiscard]] const known_key* find(const key_id& id) const noexcept
    {
        if (!keyring) return nullptr;
        const auto found =
            std::find_if(keyring->keys.begin(), keyring->keys.end(), [&](const auto& each) { return each.id == id; });
        return found == keyring->keys.end() ? nullptr : &*found;
    }
    /// Every value of every attribute is sealed or NULL.
    [[nodiscard]] bool complete() const noexcept
    {
        return std::all_of(coverage.begin(), coverage.end(), [](const auto& each) { return each.complete(); });
    }
};

}  // namespace cellseal
