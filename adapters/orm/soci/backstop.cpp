#include "adapters/orm/soci/backstop.h"

#include "plugin/statements/refusal.h"

namespace cellseal::soci_orm {

void refuse_reaching(const std::string& what)
{
    throw statement_refused(
        {.code = refusal_code::syntax,
         .subject = what,
         .message = "The statement names no protected table but reaches one through a view or trigger.",
         .hint = "Declare the view with its columns, or run the statement through native(sql)."});
}

}  // namespace cellseal::soci_orm
