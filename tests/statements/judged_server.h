#pragma once

#include <memory>
#include <string>

#include "tests/statements/judged_database.h"

namespace cellseal::test {

/// A new, empty database on the server that orm/soci/with_postgresql or with_mariadb has started; it goes with this
/// object. Statements reach it through SOCI's own backend, so that its scanner of parameters is a judge, too.
[[nodiscard]] std::unique_ptr<judged_database> server_database_to_judge(const std::string& name);

/// Which server was started; throws std::runtime_error where none was.
[[nodiscard]] dialect server_to_judge();

}  // namespace cellseal::test
