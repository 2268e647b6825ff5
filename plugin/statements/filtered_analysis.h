#pragma once

#include "plugin/statements/analysis.h"
#include "plugin/statements/prefilter.h"

namespace cellseal {

/// As analyse(), after a look with a prefilter that was made for this registry and schema: the plan cache keeps one.
[[nodiscard]] statement_plan analyse_filtered(std::string_view sql, dialect language,
                                              const attribute_registry& registry, const schema_knowledge& schema,
                                              live_keys live, prefilter::finding found);

}  // namespace cellseal
