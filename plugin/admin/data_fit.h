#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/keyring.h"
#include "plugin/ports/value_samples.h"

namespace cellseal {

/// What a sample of the stored values says about a keyring.
struct data_fit {
    std::uint64_t tried = 0;            ///< Sealed values, of all attributes.
    std::uint64_t opened = 0;           ///< Of these.
    std::uint64_t foreign = 0;          ///< Under a key id that the keyring does not know.
    std::uint64_t plain = 0;            ///< Not sealed at all.
    std::vector<std::string> findings;  ///< "contact.email, id 17: tampered": what did not open, at most 20.

    /// Values were tried, and of those whose key the keyring should have, not one opens: the key does not fit the data.
    [[nodiscard]] bool contradicted() const noexcept { return tried > 0 && opened == 0; }
};

/// How many values of each attribute are tried.
inline constexpr std::size_t sampled_values = 20;

/// Tries to open a sample of every attribute. Nothing of a value is kept.
[[nodiscard]] data_fit sample_fit(const attribute_registry& registry, const keyring& keys, value_samples& samples);

}  // namespace cellseal
