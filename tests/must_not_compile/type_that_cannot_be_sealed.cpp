// words: a member of this type cannot be sealed
#include <cellseal/entity.h>

#include <functional>

struct contact {
    int id;
    std::string email;
    std::function<void()> when_called;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("email", &contact::when_called),
                                                        ignored(&contact::email));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("email", &contact::email),
                                                        ignored(&contact::when_called));
#endif
