// words: is a member's; give it one of its own
#include "tests/must_not_compile/patient.h"

template <>
inline constexpr auto cellseal::entity<patient> =
    table("patient", key("id", &patient::id), sealed("last_name", &patient::last_name), sealed("born", &patient::born),
          column("town", &patient::town),
#ifdef CELLSEAL_MUST_NOT_COMPILE
          compound_index("town", &patient::last_name, &patient::born)
#else
          compound_index("bidx_person", &patient::last_name, &patient::born)
#endif
    );
