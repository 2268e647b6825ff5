#include "adapters/orm/soci/stale_write.h"

#include <string>

#include "plugin/error/error.h"

namespace cellseal::soci_orm {

bool is_refused_by_fence(const soci::soci_error& failed)
{
    return failed.get_error_message().find(fence_refusal) != std::string::npos;
}

void refuse_stale_write()
{
    throw error(errc::stale_key,
                "the key was changed while this statement was on its way, so that the database refused its values: "
                "nothing of it was written. Roll back and repeat the transaction");
}

}  // namespace cellseal::soci_orm
