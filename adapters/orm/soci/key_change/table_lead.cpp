#include "adapters/orm/soci/key_change/table_lead.h"

namespace cellseal::soci_orm {

bool table_lead::ask(const char* postgresql, const char* mysql)
{
    const std::string name = "cellseal resealing " + shape_.sql;
    int yes = 0;
    soci::indicator known = soci::i_null;
    sql_ << (shape_.home == table_home::postgresql ? postgresql : mysql), soci::use(name, "n"), soci::into(yes, known);
    return known == soci::i_ok && yes != 0;
}

bool table_lead::is_ours()
{
    if (!is_ours_)
        is_ours_ = ask("select cast(pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext(:n)) as int)",
                       "select get_lock(sha1(:n), 0)");
    return is_ours_;
}

table_lead::~table_lead()
{
    if (!is_ours_) return;
    try {
        static_cast<void>(ask("select cast(pg_catalog.pg_advisory_unlock(pg_catalog.hashtext(:n)) as int)",
                              "select release_lock(sha1(:n))"));
    } catch (const soci::soci_error&) {
        // The connection is gone, and the lock with it.
    }
}

}  // namespace cellseal::soci_orm
