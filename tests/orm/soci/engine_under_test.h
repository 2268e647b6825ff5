#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>

namespace cellseal::tests {

/// The database that this run of the contract suite is about; CELLSEAL_TEST_ENGINE names it, "sqlite" by default.
class engine_under_test {
public:
    virtual ~engine_under_test() = default;

    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual const soci::backend_factory& factory() const = 0;
    /// Of a database that is empty and this test's own; it goes with this object.
    [[nodiscard]] virtual std::string connect_string() const = 0;

    // What differs in the statements of the suite.
    [[nodiscard]] virtual std::string bytes_type() const = 0;     ///< For raw bytes.
    [[nodiscard]] virtual std::string sealed_type() const = 0;    ///< For sealed text and tokens.
    [[nodiscard]] virtual std::string id_type() const = 0;        ///< For a key that the database counts up.
    [[nodiscard]] virtual bool has_bulk_ranges() const = 0;       ///< In SOCI's backend.
    [[nodiscard]] virtual bool has_blobs() const = 0;             ///< In SOCI's backend, as plain columns.
    /// Everything that lies in the database's files or on its wire, for a raw look; empty where there is no such file.
    [[nodiscard]] virtual std::string everything_stored() const = 0;
};

[[nodiscard]] std::unique_ptr<engine_under_test> make_engine_under_test();

}  // namespace cellseal::tests
