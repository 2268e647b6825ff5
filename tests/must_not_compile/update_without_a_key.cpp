// words: cannot tell which row to update
#include <cellseal/entity.h>

struct contact {
    std::string email;
};

template <>
inline constexpr auto cellseal::entity<contact> = table("contact", sealed("email", &contact::email));

#ifdef CELLSEAL_MUST_NOT_COMPILE
auto text(const contact& one) { return cellseal::update_statement(one); }
#else
auto text(const contact& one) { return cellseal::insert_statement(one); }
#endif
