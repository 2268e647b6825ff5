// words: a write_only member belongs to a sealed() column
#include <cellseal/entity.h>

struct contact {
    int id;
    cellseal::write_only<std::string> password;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        column("password", &contact::password));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("password", &contact::password));
#endif
