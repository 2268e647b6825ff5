// words: a member of this type cannot be stored
#include <cellseal/entity.h>

struct contact {
    int id;
    std::string email;
    contact* owner;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        column("email", &contact::owner), ignored(&contact::email));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        column("email", &contact::email), ignored(&contact::owner));
#endif
