// words: a lossy index can say what is equal
#include "tests/must_not_compile/searched_contact.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&contact::phone> != "1"; }
#else
auto asked() { return cellseal::where<&contact::phone> == "1"; }
#endif
