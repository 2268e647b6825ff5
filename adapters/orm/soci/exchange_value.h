#pragma once

#include <optional>
#include <string>

#include <soci/soci.h>

#include "plugin/attributes/attribute.h"
#include "plugin/values/plain_value.h"
#include "plugin/values/wiping_buffer.h"

namespace cellseal::soci_orm {

/// Room for a plain value on its way from the user's variable to a seal; wiped when it is filled again and at the end.
struct plain_room {
    std::optional<plain_scalar> scalar;
    wiping_buffer bytes;
};

/// The value at `data`, as the attribute declares it: what SOCI's exchange type holds, converted where nothing is lost
/// (an integer for a text attribute, "42" for an integer, "2026-03-01" for a date). Points into `data` or `room`.
/// Throws error type_mismatch, naming the attribute.
[[nodiscard]] plain_view to_plain(const void* data, soci::details::exchange_type type, const attribute& which,
                                  plain_room& room);

/// The same for a value without an attribute, as the part of a row key: `declared` is int64 or text.
[[nodiscard]] plain_view to_plain(const void* data, soci::details::exchange_type type, value_type declared,
                                  const std::string& place, plain_room& room);

/// Writes `value`, which is not null, into the user's variable. Throws error type_mismatch, naming `place`, where it
/// does not fit: nothing is cut off or rounded.
void from_plain(plain_view value, void* data, soci::details::exchange_type type, const std::string& place);

/// What a withheld value leaves in the user's variable: empty, zero.
void make_empty(void* data, soci::details::exchange_type type);

}  // namespace cellseal::soci_orm
