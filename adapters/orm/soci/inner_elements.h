#pragma once

#include <soci/soci.h>

#include "adapters/orm/soci/soci_version.h"

namespace cellseal::soci_orm {

// Elements of a statement underneath, made as SOCI makes them: from 4.1 on it tells the statement which kinds it has.

[[nodiscard]] inline soci::details::standard_into_type_backend* make_into(soci::details::statement_backend& inner)
{
    CELLSEAL_SINCE_SOCI_4_1(inner.hasIntoElements_ = true;)
    return inner.make_into_type_backend();
}

[[nodiscard]] inline soci::details::vector_into_type_backend* make_vector_into(soci::details::statement_backend& inner)
{
    CELLSEAL_SINCE_SOCI_4_1(inner.hasVectorIntoElements_ = true;)
    return inner.make_vector_into_type_backend();
}

[[nodiscard]] inline soci::details::standard_use_type_backend* make_use(soci::details::statement_backend& inner)
{
    CELLSEAL_SINCE_SOCI_4_1(inner.hasUseElements_ = true;)
    return inner.make_use_type_backend();
}

[[nodiscard]] inline soci::details::vector_use_type_backend* make_vector_use(soci::details::statement_backend& inner)
{
    CELLSEAL_SINCE_SOCI_4_1(inner.hasVectorUseElements_ = true;)
    return inner.make_vector_use_type_backend();
}

}  // namespace cellseal::soci_orm
