// words: NULL is sealed here
#include "tests/must_not_compile/searched_contact.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&contact::remark>.is_null(); }
#else
auto asked() { return cellseal::where<&contact::note>.is_null(); }
#endif
