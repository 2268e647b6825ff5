#pragma once

#include <string_view>

#include "plugin/attributes/attribute.h"
#include "plugin/keys/attribute_keys.h"
#include "plugin/keys/hkdf.h"
#include "plugin/keys/key_id.h"

namespace cellseal {

/// The key id of an attribute under one data key and suite; public (sealed_value_format.md, section 2).
[[nodiscard]] key_id derive_key_id(const hkdf_expander& data_key, std::string_view organisation, const attribute& which,
                                   suite sealed_with);

/// The key of an attribute under one data key and suite, ready to use. Its bytes go from the derivation into the cipher
/// and are wiped on the way. Throws error unknown_suite, out_of_locked_memory.
[[nodiscard]] attribute_key derive_attribute_key(const hkdf_expander& data_key, const crypto_provider& crypto,
                                                 std::string_view organisation, const attribute& which,
                                                 suite sealed_with);

/// The key of a blind index (section 7), ready to use. Throws error out_of_locked_memory.
[[nodiscard]] std::unique_ptr<keyed_hash> derive_index_hash(const hkdf_expander& index_key,
                                                            const crypto_provider& crypto,
                                                            std::string_view organisation,
                                                            const index_definition& index);

}  // namespace cellseal
