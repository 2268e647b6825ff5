// words: lookup::deterministic chooses the suite
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
                                                        sealed("email", &contact::email, suite::xaes_256_gcm,
                                                               lookup::deterministic),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("email", &contact::email, suite::xaes_256_gcm),
                                                        ignored(&contact::phone), ignored(&contact::vip));
#endif
