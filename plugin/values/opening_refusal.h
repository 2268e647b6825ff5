#pragma once

#include "plugin/attributes/attribute.h"
#include "plugin/error/error.h"
#include "plugin/keys/key_id.h"
#include "plugin/keys/keyring.h"

/// The errors of opening a stored value, in words: place and key id, never a value.
namespace cellseal::opening_refusal {

/// For the checks that need no key id.
[[nodiscard]] error of(const attribute& which, errc code);

/// For a key id that is not the attribute's: wrong_context, key_destroyed or unknown_key, whichever it is.
[[nodiscard]] error of_foreign_key(const attribute& which, const keyring& keys, const key_id& id);

[[nodiscard]] error of_state(const attribute& which, const attribute_key& key);

[[nodiscard]] error tampered(const attribute& which, const key_id& id);

}  // namespace cellseal::opening_refusal
