#pragma once

#include <soci/soci.h>

#include <map>
#include <memory>
#include <string>

#include "adapters/orm/soci/include/cellseal/soci.h"

namespace cellseal::tests {

/// The database that this run of the contract suite is about; CELLSEAL_TEST_ENGINE names it, "sqlite" by default.
class engine_under_test {
public:
    virtual ~engine_under_test() = default;

    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual const soci::backend_factory& factory() const = 0;
    /// Of a database that is empty and this test's own; it goes with this object.
    [[nodiscard]] virtual std::string connect_string() const = 0;

    [[nodiscard]] virtual soci_orm::session_options options() const { return {}; }
    /// Whether SOCI's backend carries raw bytes.
    [[nodiscard]] virtual bool carries_bytes() const { return true; }

    // What differs in the statements of the suite.
    [[nodiscard]] virtual std::string bytes_type() const = 0;     ///< For raw bytes.
    [[nodiscard]] virtual std::string sealed_type() const = 0;    ///< For sealed text.
    [[nodiscard]] virtual std::string token_type() const { return "varchar(40)"; }
    [[nodiscard]] virtual std::string id_type() const = 0;        ///< For a key that the database counts up.
    [[nodiscard]] virtual bool has_bulk_ranges() const = 0;       ///< In SOCI's backend.
    /// Everything that lies in the database's files, for a raw look.
    [[nodiscard]] virtual std::string everything_stored() const = 0;
    /// The same by what it is: "data", "write-ahead log", "server log" …
    [[nodiscard]] virtual std::map<std::string, std::string> stored_places() const = 0;

    /// Kills the server without warning, or starts it again; false for an engine without a server.
    [[nodiscard]] virtual bool kill_server() const { return false; }
    virtual void start_server() const {}
};

[[nodiscard]] std::unique_ptr<engine_under_test> make_engine_under_test();

}  // namespace cellseal::tests
