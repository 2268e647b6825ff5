#pragma once

#include <soci/soci.h>

#include <ostream>

#include "adapters/orm/soci/soci_version.h"

namespace cellseal::soci_orm {

/// One value on its way into a statement, of which SOCI's error texts and logs show something else.
class masked_use : public soci::details::standard_use_type {
public:
    using standard_use_type::standard_use_type;

    void dump_value(std::ostream& out CELLSEAL_SINCE_SOCI_4_1(, int row)) const final
    {
        if (const char* const instead = mask())
            out << instead;
        else
            standard_use_type::dump_value(out CELLSEAL_SINCE_SOCI_4_1(, row));
    }

private:
    /// What is shown instead; null to show the value.
    [[nodiscard]] virtual const char* mask() const noexcept = 0;
};

}  // namespace cellseal::soci_orm
