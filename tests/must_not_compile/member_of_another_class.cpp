// words: belong to different classes
#include <cellseal/entity.h>

struct contact {
    int id;
    std::string email;
    std::optional<std::string> phone;
    bool vip;
};

struct stranger {
    std::string email;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        column("email", &stranger::email), ignored(&contact::phone),
                                                        ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        column("email", &contact::email), ignored(&contact::phone),
                                                        ignored(&contact::vip));
#endif
