// words: read_policy::write_only needs a member of type
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
                                                        sealed("email", &contact::email, read_policy::write_only),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("email", &contact::email, read_policy::open),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#endif
