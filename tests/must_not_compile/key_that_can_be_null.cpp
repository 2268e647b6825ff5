// words: a key is never NULL
#include <cellseal/entity.h>

#ifdef CELLSEAL_MUST_NOT_COMPILE
using number = std::optional<int>;
#else
using number = int;
#endif

struct contact {
    number id;
};

template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id));
