#include <sqlite3.h>

#include <stdexcept>

#include "tests/statements/judged_database.h"

namespace cellseal::test {
namespace {

struct statement_closer {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using statement = std::unique_ptr<sqlite3_stmt, statement_closer>;

struct database_closer {
    void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
};

int stop(void*) { return 1; }

/// Names as SOCI binds them; false for a parameter that it would not bind.
bool bind(sqlite3_stmt* into, const parameter_values& value_of)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(into); ++i) {
        const char* name = sqlite3_bind_parameter_name(into, i);
        if (name == nullptr || name[0] != ':') return false;
        const cell value = value_of(name + 1);
        if (!value)
            sqlite3_bind_null(into, i);
        else
            sqlite3_bind_text(into, i, value->c_str(), -1, SQLITE_TRANSIENT);
    }
    return true;
}

answer::ending fetch(sqlite3_stmt* from, std::vector<row>& rows)
{
    for (std::size_t steps = 0; steps < 3000; ++steps) {
        const int result = sqlite3_step(from);
        if (result == SQLITE_DONE) return answer::ending::done;
        if (result != SQLITE_ROW)
            return result == SQLITE_INTERRUPT ? answer::ending::too_long : answer::ending::failed;
        row next;
        for (int i = 0; i < sqlite3_column_count(from); ++i) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(from, i));
            next.push_back(text != nullptr ? cell(text) : std::nullopt);
        }
        rows.push_back(std::move(next));
    }
    return answer::ending::too_long;
}

class judged_sqlite final : public judged_database {
public:
    judged_sqlite()
    {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        database_.reset(opened);
    }

    dialect language() const noexcept override { return dialect::sqlite; }

    answer run(const std::string& sql, const parameter_values& value_of) override
    {
        sqlite3_stmt* made = nullptr;
        sqlite3_prepare_v2(database_.get(), sql.c_str(), static_cast<int>(sql.size()), &made, nullptr);
        const statement prepared(made);
        answer found;
        found.error = sqlite3_errmsg(database_.get());
        if (prepared == nullptr || !bind(made, value_of)) return found;
        for (int i = 0; i < sqlite3_column_count(made); ++i) found.columns.emplace_back(sqlite3_column_name(made, i));
        sqlite3_progress_handler(database_.get(), 300000, stop, nullptr);
        found.end = fetch(made, found.rows);
        found.error = sqlite3_errmsg(database_.get());
        sqlite3_progress_handler(database_.get(), 0, nullptr, nullptr);
        return found;
    }

    void execute(const std::string& sql) override
    {
        if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(database_.get()));
    }

    void begin() override { execute("begin"); }
    void rollback() override
    {
        if (sqlite3_get_autocommit(database_.get()) == 0) execute("rollback");
    }

private:
    std::unique_ptr<sqlite3, database_closer> database_;
};

}  // namespace

std::unique_ptr<judged_database> sqlite_to_judge() { return std::make_unique<judged_sqlite>(); }

}  // namespace cellseal::test
