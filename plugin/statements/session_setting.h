#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Refuses (mode) a statement that changes how the text of later ones is read (P16). Asking for a setting is fine.
void refuse_reading_mode(const reading& r);

}  // namespace cellseal
