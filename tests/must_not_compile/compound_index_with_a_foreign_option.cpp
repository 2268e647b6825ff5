// words: is no member or option of it
#include "tests/must_not_compile/patient.h"

template <>
inline constexpr auto cellseal::entity<patient> =
    table("patient", key("id", &patient::id), sealed("last_name", &patient::last_name), sealed("born", &patient::born),
          column("town", &patient::town),
#ifdef CELLSEAL_MUST_NOT_COMPILE
          compound_index("bidx_person", &patient::last_name, &patient::born, cellseal::row_bound)
#else
          compound_index("bidx_person", &patient::last_name, &patient::born)
#endif
    );
