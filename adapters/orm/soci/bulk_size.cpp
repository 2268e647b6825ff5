#include "adapters/orm/soci/bulk_size.h"

#include <algorithm>
#include <bit>

#include "adapters/orm/soci/engine.h"

namespace cellseal::soci_orm {

namespace {

// PostgreSQL's protocol counts parameters in 16 bits, and an index column takes a parameter more.
constexpr std::size_t parameters_in_a_statement = 30'000;

}  // namespace

std::size_t rows_in_a_statement(soci::session& sql, std::size_t parameters)
{
    if (!engine_of_backend(sql.get_backend_name()).gains_by_many_rows()) return 1;
    const std::size_t most = parameters_in_a_statement / std::max<std::size_t>(parameters, 1);
    return std::bit_floor(std::clamp<std::size_t>(most, 1, rows_in_a_block));
}

}  // namespace cellseal::soci_orm
