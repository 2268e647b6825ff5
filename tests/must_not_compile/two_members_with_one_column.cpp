// words: two members have one column
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
                                                        column("EMAIL", &contact::phone),
                                                        sealed("email", &contact::email), ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        column("phone", &contact::phone),
                                                        sealed("email", &contact::email), ignored(&contact::vip));
#endif
