// words: padding::fixed takes 2 to 65536 bytes
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
                                                        sealed("email", &contact::email, padding::fixed(65537)),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("email", &contact::email, padding::fixed(65536)),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#endif
