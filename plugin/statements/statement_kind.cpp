#include "plugin/statements/statement_kind.h"

#include "plugin/statements/characters.h"

namespace cellseal {

void refuse_other_kinds(const reading& r)
{
    const std::size_t offset = r.at.offset();
    switch (r.at.peek().word) {
        case keyword::merge_kw:
            if (r.language.which == dialect::postgres || r.language.which == dialect::firebird) break;
            refuse(because::merging, offset);
        case keyword::copy_kw:
        case keyword::load_kw:
        case keyword::handler_kw: refuse(because::moves_rows, offset);
        case keyword::execute_kw:
        case keyword::prepare_kw:
        case keyword::call_kw:
        case keyword::do_kw: refuse(because::runs_elsewhere, offset);
        default: break;
    }
    if (equal_in_any_case(r.at.text(r.at.peek()), "declare")) refuse(because::runs_elsewhere, offset);
}

}  // namespace cellseal
