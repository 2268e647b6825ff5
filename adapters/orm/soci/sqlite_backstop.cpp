#include "adapters/orm/soci/sqlite_backstop.h"

#include <string>
#include <string_view>

#include <soci/soci.h>

#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::soci_orm {

namespace {

std::string_view or_empty(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

class sqlite_backstop final : public backstop {
public:
    sqlite_backstop(sqlite_api::sqlite3* connection, const attribute_registry& registry)
        : registry_(registry)
    {
        sqlite_api::sqlite3_set_authorizer(connection, &sqlite_backstop::authorize, this);
    }

    void enter() noexcept override
    {
        denying_ = true;
        reached_.clear();
    }
    void leave() noexcept override { denying_ = false; }
    std::string reached() const override { return reached_; }

private:
    static int authorize(void* self, int action, const char* first, const char* second, const char* database,
                         const char* by_way_of) noexcept
    {
        auto& me = *static_cast<sqlite_backstop*>(self);
        if (!me.denying_ || !me.is_protected(action, or_empty(first), or_empty(second), or_empty(database)))
            return SQLITE_OK;
        me.remember(or_empty(first), or_empty(second), or_empty(by_way_of));
        return SQLITE_DENY;
    }

    /// A row deleted by a cascade or a trigger takes nothing out; reading, inserting and changing do.
    bool is_protected(int action, std::string_view table, std::string_view column, std::string_view database) const
    {
        if (database != "main" && database != "temp") return false;
        const protected_table* found = find(table);
        if (found == nullptr) return false;
        if (action == SQLITE_INSERT) return true;
        return (action == SQLITE_READ || action == SQLITE_UPDATE) && holds(*found, column);
    }

    const protected_table* find(std::string_view table) const
    {
        for (const protected_table& each : registry_.tables())
            if (same_identifier(each.name, table)) return &each;
        return nullptr;
    }

    static bool holds(const protected_table& table, std::string_view column)
    {
        for (const attribute* each : table.attributes)
            if (same_identifier(each->column, column) || (each->index && same_identifier(each->index->companion, column)))
                return true;
        for (const compound_definition* each : table.compounds)
            if (same_identifier(each->index().companion, column)) return true;
        return false;
    }

    void remember(std::string_view table, std::string_view column, std::string_view by_way_of)
    {
        reached_ = std::string(table);
        if (!column.empty()) reached_.append(".").append(column);
        if (!by_way_of.empty()) reached_.append(" through ").append(by_way_of);
    }

    const attribute_registry& registry_;
    bool denying_ = false;
    std::string reached_;
};

}  // namespace

std::unique_ptr<backstop> make_sqlite_backstop(soci::sqlite3_session_backend& connection,
                                               const attribute_registry& registry)
{
    return std::make_unique<sqlite_backstop>(connection.conn_, registry);
}

}  // namespace cellseal::soci_orm
