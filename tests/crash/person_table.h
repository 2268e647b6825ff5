#pragma once

#include <string>

#include <fmt/format.h>
#include <soci/soci.h>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "config/include/cellseal/config.h"
#include "plugin/entity/table.h"

namespace cellseal::crash {

struct person {
    int id = 0;
    std::string email;
    std::string phone;
    std::string note;
};

/// Every value tells which row it belongs to and which write it comes from.
inline std::string value_of(const char* what, int id, int write) { return fmt::format("{}-{}-{}", what, id, write); }

}  // namespace cellseal::crash

template <>
inline constexpr auto cellseal::entity<cellseal::crash::person> = cellseal::table(
    "person", cellseal::key("id", &cellseal::crash::person::id),
    cellseal::sealed("email", &cellseal::crash::person::email, cellseal::lookup::blind_index),
    cellseal::sealed("phone", &cellseal::crash::person::phone, cellseal::lookup::deterministic),
    cellseal::sealed("note", &cellseal::crash::person::note, cellseal::row_bound));
