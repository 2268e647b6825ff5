#pragma once

#include <soci/soci.h>

#include <string>
#include <utility>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "tests/orm/soci/engine_under_test.h"

namespace cellseal::tests {

/// A user of the server's database under test, who may do little.
class limited_user {
public:
    limited_user(const engine_under_test& engine, soci::session& owner, std::string name)
        : owner_(owner), connection_(engine.connect_string()), user_(std::move(name))
    {
        is_postgresql_ = engine.name() == "postgresql";
        if (!is_postgresql_) return;
        const std::string schema = connection_.substr(connection_.rfind('=') + 1);
        schema_ = schema.substr(0, schema.size() - 1);
        user_ = schema_ + "_" + user_;
    }

    /// Makes him, with `rights` on one table, or on all where none is named; how an application connects as him.
    [[nodiscard]] std::string granted(const std::string& rights, const std::string& table = {})
    {
        std::string connection = connection_;
        if (is_postgresql_) {
            soci_orm::native(owner_) << "create role " + user_ + " login";
            soci_orm::native(owner_) << "grant usage on schema " + schema_ + " to " + user_;
            soci_orm::native(owner_) << "grant " + rights + " on " +
                                            (table.empty() ? "all tables in schema " + schema_ : table) + " to " +
                                            user_;
            connection.replace(connection.find("user=postgres"), 13, "user=" + user_);
        } else {
            const auto begin = connection.find("db=") + 3;
            const std::string database = connection.substr(begin, connection.find(' ', begin) - begin);
            soci_orm::native(owner_) << "create or replace user " + user_ + "@localhost";
            soci_orm::native(owner_) << "grant " + rights + (table.empty() ? ", lock tables" : "") + " on " + database +
                                            "." + (table.empty() ? "*" : table) + " to " + user_ + "@localhost";
            connection.replace(connection.find("user=root"), 9, "user=" + user_);
        }
        return connection;
    }

    /// PostgreSQL keeps the schema as long as the user has rights in it.
    void forget()
    {
        if (!is_postgresql_) return;
        soci_orm::native(owner_) << "drop owned by " + user_;
        soci_orm::native(owner_) << "drop role " + user_;
    }

private:
    soci::session& owner_;
    std::string connection_;
    std::string schema_;
    std::string user_;
    bool is_postgresql_ = false;
};

}  // namespace cellseal::tests
