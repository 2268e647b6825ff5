// words: needs a compound_index() over exactly these
#include "tests/must_not_compile/patient.h"

template <>
inline constexpr auto cellseal::entity<patient> =
    table("patient", key("id", &patient::id), sealed("last_name", &patient::last_name), sealed("born", &patient::born),
          sealed("town", &patient::town), compound_index("bidx_person", &patient::last_name, &patient::born));

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto asked() { return cellseal::where<&patient::last_name, &patient::town> == std::tuple("a", "b"); }
#else
auto asked() { return cellseal::where<&patient::born, &patient::last_name> == std::tuple(std::tm{}, "b"); }
#endif
