// words: a sealed column has no parts to search for
#include "tests/must_not_compile/searched_contact.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&contact::email>.like("a%"); }
#else
auto asked() { return cellseal::where<&contact::email> == "a"; }
#endif
