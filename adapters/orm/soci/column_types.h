#pragma once

#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/sealing_session.h"
#include "plugin/attributes/attribute.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// As what a dynamic row shows an attribute: the type that its column would have if it were not sealed.
[[nodiscard]] column_type described_type(const attribute& which);

/// Holds the columns of a statement, prepared or executed as the engine needs it, against the plan: a sentence about the first one that the database calls
/// something else than the analysis does; empty when they agree or the database names none.
[[nodiscard]] std::string disagreeing_origin(sealing_session& session, soci::details::statement_backend& inner,
                                             const statement_plan& plan);

}  // namespace cellseal::soci_orm
