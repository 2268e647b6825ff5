// words: lists the members of another class
#include <cellseal/entity.h>

#include "adapters/orm/soci/entity_conversion.h"

struct contact {
    int id;
};
struct impostor {
    int id;
};

template <>
inline constexpr auto cellseal::entity<contact> = table("contact", key("id", &contact::id));
template <>
inline constexpr auto cellseal::entity<impostor> = table("contact", key("id", &contact::id));

#ifdef CELLSEAL_MUST_NOT_COMPILE
void move(const soci::values& row, impostor& into)
{
    soci::type_conversion<impostor>::from_base(row, soci::i_ok, into);
}
#else
void move(const soci::values& row, contact& into) { soci::type_conversion<contact>::from_base(row, soci::i_ok, into); }
#endif
