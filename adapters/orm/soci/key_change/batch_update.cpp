#include "adapters/orm/soci/key_change/batch_update.h"

#include "adapters/orm/soci/key_change/array_update.h"
#include "adapters/orm/soci/key_change/bulk_update.h"

namespace cellseal::soci_orm {

std::unique_ptr<batch_update> make_batch_update(soci::session& sql, const table_shape& shape)
{
    if (shape.home == table_home::postgresql && !shape.version.empty())
        return std::make_unique<array_update>(sql, shape);
#ifdef CELLSEAL_SOCI_MYSQL
    if (shape.home == table_home::mysql && bulk_update::is_known_to(sql))
        return std::make_unique<bulk_update>(sql, shape);
#endif
    return nullptr;
}

}  // namespace cellseal::soci_orm
