#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/stored_table_sql.h"
#include "plugin/ports/stored_table.h"

namespace cellseal::soci_orm {

/// What cellseal's tables are called in one database.
struct keyring_table_names {
    std::string keyring = "cellseal_keyring";
    std::string attributes = "cellseal_attribute";
    std::string events = "cellseal_event";
    // Made when a key change first needs them, and worth nothing without one.
    std::string processes = "cellseal_process";
    std::string findings = "cellseal_finding";
    std::string work = "cellseal_work";

    /// "app_" gives "app_keyring" and so on.
    [[nodiscard]] static keyring_table_names with_prefix(std::string_view prefix);
};

/// The database that holds cellseal's tables, as the stores see it: a plain SOCI session of their own, so that no
/// application's transaction hides a new generation from them (except with SQLite's `:memory:`, where there is but
/// one).
///
/// Everything goes through prepared statements. Threads: all members may be called at once from any number of threads;
/// one works at a time. Lifetime: the session outlives it, and nobody else uses it meanwhile.
class keyring_database {
public:
    /// Throws error bad_setting for a name or a backend that will not do.
    explicit keyring_database(soci::session& sql, keyring_table_names names = {});

    [[nodiscard]] const keyring_table_names& names() const noexcept { return names_; }
    [[nodiscard]] table_home home() const noexcept { return home_; }

    /// Runs `work`, which may be repeated, on the session; a connection that was lost is opened again first. An error
    /// of the database becomes error database_unavailable, without values.
    void with_session(const std::function<void(soci::session&)>& work);

    /// The same for a question: what `ask` answers.
    template <class Question>
    [[nodiscard]] auto answer(Question ask)
    {
        std::optional<std::invoke_result_t<Question&, soci::session&>> answered;
        with_session([&](soci::session& sql) { answered = ask(sql); });
        return std::move(*answered);
    }

    /// The same in one transaction, which is rolled back when `work` throws. When the commit itself fails, its outcome
    /// is unknown and SOCI's error passes.
    void in_transaction(const std::function<void(soci::session&)>& work);

    /// For use within `work`.
    [[nodiscard]] bool has_table(soci::session& sql, std::string_view name) const;
    void create_tables(soci::session& sql) const;
    /// For a table that was not found: a server hides from a user what he may not read. Throws error bad_schema, saying
    /// what to grant, where it is so; nobody is to take a keyring for missing then.
    void refuse_hidden(soci::session& sql, std::string_view name) const;

private:
    // Repeats `work` once where the connection was lost and comes back.
    void on_live_connection(const std::function<void()>& work);

    soci::session* sql_;
    keyring_table_names names_;
    table_home home_;
    std::mutex mutex_;
};

/// The name of a table as the database's catalogue spells it; empty where there is none.
[[nodiscard]] std::string find_table(soci::session& sql, std::string_view schema, std::string_view name,
                                     table_home home);

/// Calls `take` for each row of `query`, which selects all columns of `table` and may use the parameter :after.
void read_rows(soci::session& sql, const stored_table& table, const std::string& query, std::int64_t after,
               const std::function<void(stored_row)>& take);

/// Inserts rows by one prepared statement.
void insert_rows(soci::session& sql, const stored_table& table, std::string_view name,
                 const std::vector<stored_row>& rows);

}  // namespace cellseal::soci_orm
