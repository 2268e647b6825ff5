// words: so few values that a look-up shows them
#include <cellseal/entity.h>

struct setting {
    int id;
    bool visible;
    bool active;
};

template <>
inline constexpr auto cellseal::entity<setting> =
    table("setting", key("id", &setting::id), sealed("visible", &setting::visible), sealed("active", &setting::active),
#ifdef CELLSEAL_MUST_NOT_COMPILE
          compound_index("bidx_both", &setting::visible, &setting::active)
#else
          compound_index("bidx_both", &setting::visible, &setting::active, low_entropy_allowed)
#endif
    );
