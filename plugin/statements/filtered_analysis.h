#pragma once

#include "plugin/statements/analysis.h"
#include "plugin/statements/prefilter.h"

namespace cellseal {

/// As analyse(), with a prefilter that was made for this registry and schema before: what the plan cache keeps.
[[nodiscard]] statement_plan analyse_filtered(std::string_view sql, dialect language,
                                              const attribute_registry& registry, const schema_knowledge& schema,
                                              live_keys live, const prefilter& words);

}  // namespace cellseal
