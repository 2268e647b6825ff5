#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cellseal::config {

/// The offered name that `given` is most likely a slip of, or nothing when none is near.
[[nodiscard]] std::string_view nearest_name(std::string_view given, std::span<const std::string_view> offered);

/// "; did you mean \"lookup\"? Allowed: name, lookup." for the end of a message.
[[nodiscard]] std::string what_is_allowed(std::string_view given, std::span<const std::string_view> offered);

}  // namespace cellseal::config
