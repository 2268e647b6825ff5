// words: the blind index is NULL in the same rows
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
                                                        sealed("phone", &contact::phone, null_policy::seal,
                                                               lookup::blind_index),
                                                        ignored(&contact::email), ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("phone", &contact::phone, null_policy::seal),
                                                        ignored(&contact::email), ignored(&contact::vip));
#endif
