#pragma once

#include <string>

#include "plugin/attributes/attribute.h"
#include "plugin/keys/attribute_keys.h"
#include "plugin/values/plain_value.h"
#include "plugin/values/wiping_buffer.h"

/// What single and compound blind indexes share.
namespace cellseal::index_token {

/// The body in the index's normal form; lies in the value or in `scratch`. Throws error bad_index_input, naming the
/// attribute `alone`, or the compound index where that is null, when it has none.
[[nodiscard]] byte_view normal_body(const index_definition& index, plain_view value, const attribute* alone,
                                    wiping_buffer& scratch);

/// Appends u24 version ‖ the first bytes of the hash of `type ‖ body`; `type` is one byte, or none for a compound
/// index.
void append(const index_definition& index, const index_key& key, byte_view type, byte_view body, stored_form form,
            std::string& out);

}  // namespace cellseal::index_token
