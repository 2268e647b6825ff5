#include "adapters/orm/soci/sqlite_statement_cache.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::soci_orm {

namespace {

struct finalize {
    void operator()(sqlite_api::sqlite3_stmt* statement) const noexcept { sqlite_api::sqlite3_finalize(statement); }
};
using compiled_statement = std::unique_ptr<sqlite_api::sqlite3_stmt, finalize>;

class sqlite_statement_cache final : public statement_cache {
public:
    std::optional<int> take(const statement_plan& plan, soci::details::statement_backend& statement) noexcept override
    {
        const auto found =
            std::find_if(kept_.begin(), kept_.end(), [&](auto& each) { return each.plan.get() == &plan; });
        if (found == kept_.end()) return {};
        auto& sqlite = static_cast<soci::sqlite3_statement_backend&>(statement);
        sqlite.clean_up();
        sqlite.stmt_ = found->compiled.release();
        sqlite.databaseReady_ = true;
        return std::exchange(*found, {}).compared_at;
    }

    void keep(std::shared_ptr<const statement_plan> plan, soci::details::statement_backend& statement,
              int compared_at) noexcept override
    {
        auto& sqlite = static_cast<soci::sqlite3_statement_backend&>(statement);
        if (closed_ || sqlite.stmt_ == nullptr) return;
        // SOCI lends SQLite the memory of bound values, which goes with its statement.
        sqlite_api::sqlite3_reset(sqlite.stmt_);
        sqlite_api::sqlite3_clear_bindings(sqlite.stmt_);
        const auto room =
            std::min_element(kept_.begin(), kept_.end(), [](auto& a, auto& b) { return a.since < b.since; });
        *room = {std::move(plan), compiled_statement(sqlite.stmt_), compared_at, ++now_};
        sqlite.stmt_ = nullptr;
    }

    void close(bool connection_was_closed) noexcept override
    {
        sqlite_api::sqlite3* connection = nullptr;
        for (const place& each : kept_)
            if (each.compiled) connection = sqlite_api::sqlite3_db_handle(each.compiled.get());
        kept_ = {};
        closed_ = true;
        if (connection_was_closed && connection != nullptr) sqlite_api::sqlite3_close(connection);
    }

private:
    struct place {
        std::shared_ptr<const statement_plan> plan;
        compiled_statement compiled;
        int compared_at = 0;
        std::uint64_t since = 0;  ///< 0: free.
    };

    std::array<place, 16> kept_;
    std::uint64_t now_ = 0;
    bool closed_ = false;
};

}  // namespace

std::unique_ptr<statement_cache> make_sqlite_statement_cache() { return std::make_unique<sqlite_statement_cache>(); }

}  // namespace cellseal::soci_orm
