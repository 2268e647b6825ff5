// words: a member that no entity<> describes
#include "tests/must_not_compile/searched_contact.h"

struct other {
    int id;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&other::id> == 1; }
#else
auto asked() { return cellseal::where<&contact::id> == 1; }
#endif
