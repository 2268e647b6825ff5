#include "plugin/statements/cursor.h"

#include "plugin/statements/refuse.h"

namespace cellseal {

void cursor::expect(keyword word)
{
    if (!take(word)) not_understood();
}

void cursor::expect(std::string_view symbol)
{
    if (!take(symbol)) not_understood();
}

void cursor::not_understood() const { refuse(because::not_understood, offset()); }

}  // namespace cellseal
