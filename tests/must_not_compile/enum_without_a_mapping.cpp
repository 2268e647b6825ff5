// words: (an enum needs an enum_mapping)
#include <cellseal/entity.h>

enum class mood { good, bad };
enum class temper { even, short_ };

template <>
inline constexpr auto cellseal::enum_mapping<mood> = by_name<mood>({{mood::good, "good"}, {mood::bad, "bad"}});

struct contact {
    int id;
    ::mood mood;
    ::temper temper;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("temper", &contact::temper), ignored(&contact::mood));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("mood", &contact::mood), ignored(&contact::temper));
#endif
