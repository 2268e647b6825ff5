#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Refuses statements that are no query and no write by their first words: MERGE, COPY, procedures, blocks. Returns
/// where another stands.
void refuse_other_kinds(const reading& r);

}  // namespace cellseal
