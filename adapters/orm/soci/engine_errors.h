#pragma once

#include <string>

namespace cellseal::soci_orm {

/// Called while a soci_error is handled: where it is of the error type of an engine that this library was built with,
/// throws a redacted error of that same type with the same code, message `message` and what() `shown`. Else returns.
void rethrow_as_engine_error(const std::string& message, const std::string& shown);

}  // namespace cellseal::soci_orm
