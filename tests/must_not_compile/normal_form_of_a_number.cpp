// words: a normal_form is for text only
#include <cellseal/entity.h>

struct contact {
    int id;
    long number;
};

#ifdef CELLSEAL_MUST_NOT_COMPILE
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("number", &contact::number, lookup::blind_index,
                                                               normal_form::nfc));
#else
template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id),
                                                        sealed("number", &contact::number, lookup::blind_index));
#endif
