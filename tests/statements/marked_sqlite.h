#pragma once

#include <sqlite3.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/statements/analysis.h"

namespace cellseal::test {

/// SQLite as the judge of a plan. Two databases hold the same rows: one in the clear, one with marks in place of sealed
/// values and tokens. The user's text runs on the first, the rewritten text on the second with each parameter marked as
/// the plan says. Then: every protected column holds marks of its own attribute or NULL, no other column holds a mark,
/// the result's columns are what the plan says, and with the marks taken off both databases and results are the same.
class marked_sqlite {
public:
    explicit marked_sqlite(live_keys live = {});
    marked_sqlite(const marked_sqlite&) = delete;
    marked_sqlite& operator=(const marked_sqlite&) = delete;
    ~marked_sqlite();

    struct verdict {
        bool ran = false;                    ///< Both texts prepared and ran to their end.
        std::optional<std::string> finding;  ///< What the plan got wrong.
    };
    /// `value_of` gives the plain value of a user's parameter by name; nullopt is NULL.
    using values = std::function<std::optional<std::string>(std::string_view name)>;
    [[nodiscard]] verdict judge(const std::string& sql, const statement_plan& plan, const values& value_of);

private:
    struct database_closer {
        void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
    };
    using database = std::unique_ptr<sqlite3, database_closer>;

    void fill();

    live_keys live_;
    database clear_;
    database marked_;
    std::size_t nonce_ = 0;
};

}  // namespace cellseal::test
