#pragma once

#include <span>
#include <string>

#include "plugin/attributes/compound_definition.h"
#include "plugin/keys/attribute_keys.h"
#include "plugin/keys/keyring.h"
#include "plugin/values/plain_value.h"
#include "plugin/values/wiping_buffer.h"

namespace cellseal::blind_index {

/// Appends the token of several values together (sealed_value_format.md, section 7): the hash of a PAE of `type ‖ body`
/// parts, each in the index's normal form. False, and nothing appended, when any part is NULL. `parts` are values as
/// their attributes declare them.
/// Throws error bad_index_input when a part has no normal form.
[[nodiscard]] bool compound_token(const index_definition& index, const index_key& key,
                                  std::span<const plain_view> parts, stored_form form, std::string& out,
                                  wiping_buffer& scratch);

/// The same under the registry's index and the keyring's key of slot `slot`. `parts` are values in the order of the
/// index's attributes, of types that widen to theirs.
/// Throws also error type_mismatch, and no_sealing_key when the keyring has no index key.
[[nodiscard]] bool token(const compound_definition& which, const keyring& keys, std::span<const plain_view> parts,
                         std::string& out, wiping_buffer& scratch, std::size_t slot = 0);

}  // namespace cellseal::blind_index
