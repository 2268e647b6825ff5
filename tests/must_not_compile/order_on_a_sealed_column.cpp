// words: a sealed column has no order
#include "tests/must_not_compile/searched_contact.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&contact::email> < "m"; }
#else
auto asked() { return cellseal::where<&contact::id> < 7; }
#endif
