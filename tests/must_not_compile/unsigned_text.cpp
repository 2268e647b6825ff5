// words: declared_unsigned needs a member of an unsigned integer type
#include <cellseal/entity.h>

struct contact {
    int id;
    std::string email;
    unsigned number;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("email", &contact::email, declared_unsigned),
                                                        ignored(&contact::number));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("number", &contact::number, declared_unsigned),
                                                        ignored(&contact::email));
#endif
