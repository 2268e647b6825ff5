#pragma once

#include <chrono>
#include <functional>

#include <soci/soci.h>

namespace cellseal::soci_orm {

/// What an error of the database means for work that can be repeated.
enum class trouble {
    busy,       ///< Locked, deadlock or serialisation failure: again, with less at a time.
    duplicate,  ///< A unique key is hurt.
    no_rights,  ///< This user may not.
    lost,       ///< The connection is gone.
    other,
};

/// SOCI's categories where its backend knows them, else the words of the database.
[[nodiscard]] trouble trouble_of(const soci::soci_error& failed);

/// Throws error database_unavailable with the database's own words, in which no value is.
[[noreturn]] void report_trouble(const soci::soci_error& failed);

/// Runs a statement that makes one of cellseal's own tables. Where this user may not, throws error bad_schema with the
/// statement, for somebody who may.
void make_table(soci::session& sql, const std::string& statement);

/// Counts the tries of one piece of work.
class patience {
public:
    /// After `failed`: waits a little longer than the last time, with a connection that was lost opened again. Throws
    /// error database_unavailable where trying again is of no use, or has been for half a minute.
    void wait_or_give_up(soci::session& sql, const soci::soci_error& failed);

private:
    int tries_ = 0;
    std::chrono::milliseconds pause_{5};
};

/// Runs `work`, which may be repeated, again and again while the database is busy or comes back.
template <class Work>
auto patiently(soci::session& sql, Work work)
{
    for (patience left;;) {
        try {
            return work();
        } catch (const soci::soci_error& failed) {
            left.wait_or_give_up(sql, failed);
        }
    }
}

/// Runs `work` in a transaction that has the right to write from its beginning. Rolled back when it throws.
void in_writing_transaction(soci::session& sql, const std::function<void()>& work);

}  // namespace cellseal::soci_orm
