// words: an enumerator has two names
#include <cellseal/entity.h>

enum class mood { good, bad };

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::enum_mapping<mood> = by_name<mood>({{mood::good, "good"}, {mood::good, "bad"}});
#else
template <>
inline constexpr auto cellseal::enum_mapping<mood> = by_name<mood>({{mood::good, "good"}, {mood::bad, "bad"}});
#endif
