#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "adapters/orm/soci/engine.h"

namespace cellseal::tests {

/// Says, for the table of engines and paths, how this engine does what another does otherwise. `native` runs no
/// statement afterwards: a watch is put over it.
inline void tell_how(soci::session& native, const attribute_registry& registry, const std::string& bytes_type)
{
    const soci_orm::engine& engine = soci_orm::engine_of_session(native);
    const auto told = [](const char* what, const std::string& how) {
        BOOST_TEST_MESSAGE(std::string("how: ") + what + ": " + how);
    };
    const auto origin = engine.names_origins();
    told("`insert_all`", engine.gains_by_many_rows() ? "rows in one statement" : "columns");
    told("a sealed `soci::blob`", bytes_type);
    told("origin of result columns", origin == soci_orm::origin_time::prepared   ? "at prepare"
                                     : origin == soci_orm::origin_time::executed ? "after execution"
                                                                                 : "not named");
    told("undeclared views and triggers",
         engine.make_backstop(native, registry) ? "watched while a statement runs" : "from the catalogue");
    told("a changed setting of the session",
         engine.connection_stamp(native) == 0 ? "within `schema_age`, where there is one" : "at once");
}

}  // namespace cellseal::tests
