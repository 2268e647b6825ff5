// words: found only if its description gives it a lookup
#include "tests/must_not_compile/searched_contact.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&contact::note> == "a"; }
#else
auto asked() { return cellseal::where<&contact::email> == "a"; }
#endif
