#include "adapters/orm/soci/key_change/twin_probe.h"

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/reseal_sql.h"

namespace cellseal::soci_orm {

twin_probe::twin_probe(soci::session& inner, const table_shape& shape, std::size_t cell) : select_(inner)
{
    select_.exchange(soci::into(found_));
    select_.exchange(soci::use(sought_, "t0"));
    select_.alloc();
    select_.prepare(fmt::format("select 1 from {} where {}", shape.sql, reseal_sql::is_one_of(shape, cell, 1)));
    select_.define_and_bind();
}

bool twin_probe::finds(const std::string& stored)
{
    sought_ = stored;
    const bool found = select_.execute(true);
    // To its end: on SQLite a statement that can still give rows keeps its lock.
    for (bool more = found; more;) more = select_.fetch();
    return found;
}

}  // namespace cellseal::soci_orm
