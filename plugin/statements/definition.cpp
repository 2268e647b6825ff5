#include "plugin/statements/statement.h"

namespace cellseal {

bool at_definition(const reading& r) noexcept
{
    switch (r.at.peek().word) {
        case keyword::create_kw: case keyword::alter_kw: case keyword::drop_kw: case keyword::rename_kw:
        case keyword::truncate_kw: case keyword::recreate_kw: return true;
        default: return false;
    }
}

void read_definition(reading& r) { r.at.not_understood(); }

}  // namespace cellseal
