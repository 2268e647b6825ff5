// words: row_bound needs a key()
#include <cellseal/entity.h>

struct contact {
    int id;
    std::string email;
    std::optional<std::string> phone;
    bool vip;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", column("id", &contact::id),
                                                        sealed("email", &contact::email, row_bound),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", column("id", &contact::id),
                                                        sealed("email", &contact::email), ignored(&contact::phone),
                                                        ignored(&contact::vip));
#endif
