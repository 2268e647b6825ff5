#include "plugin/statements/sequence.h"

#include "plugin/statements/characters.h"
#include "plugin/statements/identifier.h"

namespace cellseal {

bool at_sequence(const reading& r) noexcept
{
    const bool known = r.language.which == dialect::firebird || r.language.which == dialect::mysql;
    const bool begins = r.at.is(keyword::next_kw) || equal_in_any_case(r.at.text(r.at.peek()), "previous");
    return known && begins && r.at.is(keyword::value_kw, 1) && r.at.is(keyword::for_kw, 2);
}

operand read_sequence(reading& r)
{
    operand made;
    made.first = static_cast<std::uint32_t>(r.at.position());
    r.at.skip(3);
    take_name(r);
    while (r.at.take(".")) take_name_behind_dot(r);
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    return made;
}

}  // namespace cellseal
