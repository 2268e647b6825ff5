#pragma once

#include "plugin/attributes/attribute_registry.h"
#include "plugin/values/suite.h"

namespace bench {

/// The contact with its four secret attributes; the e-mail is found by a blind index.
[[nodiscard]] cellseal::registration contact_registration(cellseal::suite sealed_with);

}  // namespace bench
