// words: no match for|invalid operands
#include "tests/must_not_compile/searched_contact.h"

struct order {
    int id;
};

template <>
inline constexpr auto cellseal::entity<order> = table("orders", key("id", &order::id));

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&contact::id> == 1 && cellseal::where<&order::id> == 1; }
#else
auto asked() { return cellseal::where<&contact::id> == 1 && cellseal::where<&contact::email> == "a"; }
#endif
