#include "adapters/orm/soci/key_change/table_lead.h"

#include <random>

#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/stored_rows.h"

namespace cellseal::soci_orm {

namespace {

/// About the middle, not the same for all who come off worse.
std::size_t about_half_of(long long rows)
{
    constexpr unsigned parts = 16, first = 6, choice = 5;
    return static_cast<std::size_t>(rows) * (first + std::random_device{}() % choice) / parts;
}

}  // namespace

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

// The other goes straight on: this one begins again somewhere in the middle of what is left. What is left out in the
// end is found by another walk.
void table_lead::leave_to_others(reseal_cursor& cursor)
{
    const reseal_sql::wanted_rows behind{.condition = "1 = 1", .behind = true};
    stored_table_row from(shape_), to(shape_);
    set_key(from, cursor.after);
    long long left = 0;
    soci::statement count(sql_);
    count.exchange(soci::into(left));
    bind(count, from.key, 'k');
    count.alloc();
    count.prepare(reseal_sql::count(shape_, behind));
    count.define_and_bind();
    count.execute(true);
    soci::statement key(sql_);
    take_into(key, to.key);
    bind(key, from.key, 'k');
    key.alloc();
    key.prepare(reseal_sql::key_at(shape_, true, about_half_of(left)));
    key.define_and_bind();
    cursor.at_end = !key.execute(true);
    if (!cursor.at_end) cursor.after = cursor_of(to);
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
