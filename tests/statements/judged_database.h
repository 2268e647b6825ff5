#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/statements/dialect.h"

namespace cellseal::test {

using cell = std::optional<std::string>;  ///< nullopt is NULL.
using row = std::vector<cell>;

/// The value of a parameter, by its name.
using parameter_values = std::function<cell(std::string_view name)>;

/// What an engine made of one statement.
struct answer {
    enum class ending { done, failed, too_long };
    ending end = ending::failed;
    std::string error{};
    std::vector<std::string> columns{};
    std::vector<row> rows{};
};

/// One database of a real engine, reached as SOCI reaches it.
class judged_database {
public:
    virtual ~judged_database() = default;

    [[nodiscard]] virtual dialect language() const noexcept = 0;
    /// Runs a statement and fetches everything as text. Ends what takes too long.
    [[nodiscard]] virtual answer run(const std::string& sql, const parameter_values& value_of) = 0;
    /// Throws std::runtime_error when the statement fails.
    virtual void execute(const std::string& sql) = 0;
    virtual void begin() = 0;
    virtual void rollback() = 0;
};

/// An empty database in memory.
[[nodiscard]] std::unique_ptr<judged_database> sqlite_to_judge();

}  // namespace cellseal::test
