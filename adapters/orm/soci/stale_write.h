#pragma once

#include <string_view>

#include <soci/soci.h>

namespace cellseal::soci_orm {

/// What the triggers of a key change's fence say first.
inline constexpr std::string_view fence_refusal = "cellseal stale key";

/// Whether the database refused a row because a value in it lies under a replaced key.
[[nodiscard]] bool is_refused_by_fence(const soci::soci_error& failed);

/// Throws error stale_key: nothing was written, and the transaction is to be repeated.
[[noreturn]] void refuse_stale_write();

}  // namespace cellseal::soci_orm
