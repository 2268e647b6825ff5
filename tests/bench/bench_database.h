#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>
#include <string_view>

#include "tests/scratch_folder.h"

namespace bench {

/// Where the contenders keep their contacts: each has a database of its own, made empty for it.
///
/// SQLite, in files of a folder of its own or in memory; or the server that tests/orm/soci/with_postgresql or
/// with_mariadb has started, told by the environment.
class bench_database {
public:
    /// `in_memory`: SQLite only. Throws std::runtime_error where a server cannot be reached.
    explicit bench_database(bool in_memory);

    /// For instance "sqlite file", "postgresql".
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const soci::backend_factory& factory() const;

    /// Makes the contender's database; returns the connect string for it.
    [[nodiscard]] std::string prepared(std::string_view contender) const;
    [[nodiscard]] soci::session open(std::string_view contender) const { return {factory(), prepared(contender)}; }
    /// A database that was prepared, for one more session.
    [[nodiscard]] std::string prepared_before(std::string_view contender) const;

private:
    std::string name_;
    std::optional<cellseal::scratch_folder> folder_;  ///< Of SQLite's files.
    soci::connection_parameters server_;
};

}  // namespace bench
