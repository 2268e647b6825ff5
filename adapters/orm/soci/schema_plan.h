#pragma once

#include <vector>

#include "adapters/orm/soci/live_schema.h"
#include "adapters/orm/soci/schema_extras.h"
#include "plugin/admin/schema_step.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/dialect.h"

namespace cellseal::soci_orm {

/// What is to be done to `live` so that it can hold the registry's attributes: tables, columns and index columns of the
/// right type and width, indexes for what is looked for, a CHECK for each sealed column. In the order to run it;
/// nothing where all is there. With an empty schema: how to make everything.
///
/// A registry does not know the types of columns in the open: a table that is made anew has a comment in their place.
[[nodiscard]] std::vector<schema_step> plan_schema(const attribute_registry& registry, const live_schema& live,
                                                   const schema_extras& extras, dialect language);

/// The same against the database of a session.
[[nodiscard]] std::vector<schema_step> plan_schema(const attribute_registry& registry, soci::session& native,
                                                   dialect language);

}  // namespace cellseal::soci_orm
