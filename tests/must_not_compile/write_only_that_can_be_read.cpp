// words: a write_only member cannot be read
#include <cellseal/entity.h>

struct contact {
    int id;
    cellseal::write_only<std::string> password;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("password", &contact::password, read_policy::open));
#else
template <>
inline constexpr auto cellseal::entity<contact> =
    table("contact", key("id", &contact::id), sealed("password", &contact::password, read_policy::write_only));
#endif
