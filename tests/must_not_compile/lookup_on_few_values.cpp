// words: so few values that a look-up shows them
#include <cellseal/entity.h>

struct contact {
    int id;
    std::string email;
    std::optional<std::string> phone;
    bool vip;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("vip", &contact::vip, lookup::deterministic),
                                                        ignored(&contact::email), ignored(&contact::phone));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("vip", &contact::vip, lookup::deterministic,
                                                               low_entropy_allowed),
                                                        ignored(&contact::email), ignored(&contact::phone));
#endif
